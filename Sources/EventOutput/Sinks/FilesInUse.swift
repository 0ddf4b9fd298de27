package import EventFiles
import Glibc

/// The regular files that a run reads and writes: none is written that is read, and no two outputs are one.
package struct FilesInUse: Sendable {
  package struct Conflict: Error {
    package var sentence: String
  }

  private enum Use: Equatable {
    case input
    /// Where a standard stream goes.
    case standard(String)
    /// What an option writes.
    case option(String)
  }

  private var uses: [(file: FileIdentity, use: Use)] = []

  /// Begins with what is there before anything is opened: the inputs, standard output, and standard error.
  ///
  /// The latter two may be one file.
  package init(inputs: [Input]) throws(Conflict) {
    for input in inputs { if let file = FileIdentity(input) { uses.append((file, .input)) } }
    for (descriptor, name) in [(STDOUT_FILENO, "standard output"), (STDERR_FILENO, "standard error")] {
      guard let file = FileIdentity(descriptor: descriptor) else { continue }
      if uses.contains(where: { $0.file == file && $0.use == .input }) {
        throw Conflict(sentence: "\(name) is the file that is read, so it cannot be written to")
      }
      uses.append((file, .standard(name)))
    }
  }

  /// Takes note of what an option writes.
  ///
  /// - Parameters:
  ///   - file: `nil` for what is no regular file.
  ///   - name: the file's, as it may be shown.
  package mutating func add(_ file: FileIdentity?, named name: String, of option: String) throws(Conflict) {
    guard let file else { return }
    if let conflict = conflict(of: file, named: name, for: option) { throw conflict }
    uses.append((file, .option(option)))
  }

  /// Why something else must not write a file, in a sentence; `nil` if it may.
  ///
  /// - Parameter writer: what is to write it.
  package func conflict(of file: FileIdentity?, named name: String, for writer: String) -> Conflict? {
    guard let use = uses.first(where: { $0.file == file })?.use else { return nil }
    switch use {
    case .input: return Conflict(sentence: "\(name) is read, so it cannot be written to")
    case .standard(let other), .option(let other):
      return Conflict(sentence: "\(name) is written to by \(other) already, and cannot be by \(writer) too")
    }
  }
}
