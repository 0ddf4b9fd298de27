/// The words of the command line as they came, in bytes.
nonisolated enum BareWords {
  /// The number of the first word behind the program's name that is not UTF-8: as text it would name something else.
  static var firstUnreadable: Int? {
    let words = UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    return words.indices.dropFirst().first { index in
      words[index].map { String(validatingCString: $0) == nil } ?? false
    }
  }
}
