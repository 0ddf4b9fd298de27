import ArgumentParser
import CLinux
import Completion
import Glibc

/// The command.
@main
struct DemoServer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sse-demo-server",
    abstract: "Serve streams of Server-Sent Events to try clients on.",
    discussion: """
      Prints the address it listens on and then nothing more; what happens is told on standard error. \
      The address, opened in a browser, lists the streams.
      """,
    subcommands: [Serve.self])

  @OptionGroup var options: ServerOptions

  @Flag(help: "List the streams with their options, and end.")
  var list = false

  func run() throws {
    if list {
      StandardStreams.write(try Listing.text())
    } else {
      try options.run(recording: nil)
    }
  }

  /// Exit codes: 0 after a regular end, 1 if the server cannot start, 2 for a wrong command line.
  static func main() {
    StandardStreams.fill()
    do {
      if let script = completionScript { return StandardStreams.write(script) }
      var command = try parseAsRoot(words)
      try command.run()
    } catch let failure as ServerFailure {
      StandardError().say("sse-demo-server: \(failure)")
      Glibc.exit(1)
    } catch {
      let message = fullMessage(for: error)
      guard exitCode(for: error) != .success else {
        StandardStreams.write(message + "\n")
        Glibc.exit(0)
      }
      StandardError().say(message)
      Glibc.exit(exitCode(for: error) == .validationFailure ? 2 : 1)
    }
  }

  /// What is asked for by `--generate-completion-script SHELL`, or with `=`; of other shells the parser speaks.
  private static var completionScript: String? {
    let option = "--generate-completion-script"
    let shell =
      words.first { $0.hasPrefix(option + "=") }.map { $0.dropFirst(option.count + 1) }
      ?? words.firstIndex(of: option).flatMap { words[($0 + 1)...].first }.map { $0[...] }
    guard let script = shell.flatMap({ CompletionScript(rawValue: String($0)) }) else { return nil }
    return ProgramHelp(json: _dumpHelp()).map(script.text)
  }

  /// The words after the program's name.
  private static var words: [String] {
    var words: [String] = []
    while let word = linux_argument(Int32(words.count + 1)) { words.append(String(cString: word)) }
    return words
  }
}

/// The subcommand that serves a recording beside everything else.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve a recording of sse-top, with its own timing, at /recording.",
    discussion: """
      A recording is an event stream with comments like ": sse-top at=12.031 connection=2", which tell when what \
      follows came. Each client gets it from its beginning.
      """)

  @Argument(help: "The recording, an event stream.", completion: .file())
  var file: String

  @Flag(help: "Begin again at the end, without end.")
  var loop = false

  @Option(help: "How many times faster than it was, like 2x or 0.5.")
  var speed = Speed(factor: 1)

  @OptionGroup var options: ServerOptions

  func run() throws {
    try options.run(recording: .init(recording: .open(file), speed: speed.factor, isLooped: loop))
  }
}

/// A factor from 0.01 to 1000, which may be written with an x after it.
struct Speed: ExpressibleByArgument, CustomStringConvertible {
  let factor: Double

  init(factor: Double) {
    self.factor = factor
  }

  init?(argument: String) {
    guard let factor = Double(argument.hasSuffix("x") ? argument.dropLast() : argument[...]),
      (0.01...1000).contains(factor)
    else { return nil }
    self.factor = factor
  }

  var description: String { "\(Dice.json(factor))x" }
}
