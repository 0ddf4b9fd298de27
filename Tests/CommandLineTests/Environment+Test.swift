import StreamModel

@testable import CommandLine
@testable import EventFiles

extension Environment {
  /// A made-up world of files, variables and standard input.
  static func made(
    files: [String: String] = [:], environment: [String: String] = [:], input: String = ""
  ) -> Environment {
    Environment(
      variable: { environment[$0] },
      readFile: { (path) throws(ReadFailure) in
        guard let text = files[path] else { throw .notFound }
        return Array(text.utf8)
      },
      readInput: { () throws(ReadFailure) in Array(input.utf8) })
  }
}

extension Invocation {
  /// The inputs that are URLs.
  var urls: [SourceURL] { inputs.compactMap { if case .url(let url) = $0 { url } else { nil } } }

  struct NoRun: Error { var text: String }

  /// What words mean in a made-up world.
  @MainActor static func of(_ words: [String], in environment: Environment = .made()) throws -> Invocation {
    switch try read(words, in: environment) {
    case .run(let invocation): return invocation
    case .say(let text): throw NoRun(text: text)
    }
  }
}
