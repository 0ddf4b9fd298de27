import ArgumentParser
import Glibc
import NIOCore

/// The command.
@main
struct DemoServer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sse-demo-server",
    abstract: "Serve streams of Server-Sent Events to try clients on.",
    discussion: """
      Prints the address it listens on and then nothing more; what happens is told on standard error. \
      The address, opened in a browser, lists the streams.
      """)

  @Option(help: "The host or address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 takes a free one. (default: the environment's PORT, else 3000)")
  var port: UInt16?

  @Flag(name: .customLong("exit-on-eof"), help: "End when standard input ends, so as not to outlive a parent.")
  var exitOnEndOfInput = false

  func validate() throws {
    if host.isEmpty { throw ValidationError("The host must not be empty.") }
  }

  func run() throws {
    let ending = Ending(atEndOfInput: exitOnEndOfInput)
    let log = StandardError()
    let server = try Server.start(host: host, port: try chosenPort(), log: log) { eventLoop in
      Site.demo(
        Surroundings(eventLoop: eventLoop, clock: .system, dice: Dice(SystemRandomNumberGenerator()), log: log))
    }
    StandardStreams.write("listening on \(server.url)\n")
    ending.wait()
    try server.stop()
  }

  private func chosenPort() throws -> Int {
    if let port { return Int(port) }
    guard let text = getenv("PORT").map({ String(cString: $0) }), !text.isEmpty else { return 3000 }
    guard let port = UInt16(text) else { throw ServerFailure.badPort(text) }
    return Int(port)
  }

  /// Exit codes: 0 after a regular end, 1 if the server cannot start, 2 for a wrong command line.
  static func main() {
    StandardStreams.fill()
    do {
      var command = try parseAsRoot()
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
}
