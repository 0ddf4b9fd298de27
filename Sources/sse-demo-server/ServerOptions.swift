import ArgumentParser
import Glibc
import NIOCore

/// What can be said of the server on the command line.
struct ServerOptions: ParsableArguments {
  @Option(
    help: "The host or address to listen on; with one of this machine alone, requests for other hosts are refused.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 takes a free one. (default: the environment's PORT, else 3000)")
  var port: UInt16?

  @Option(help: "Make the streams the same each time (but for dates): a number.")
  var seed: UInt64?

  @Option(help: "Keep the events of /resume in this file, so that they outlive the server.", completion: .file())
  var history: String?

  @Option(
    name: .customLong("record-requests"), help: "Append what each client asked for to this file, as NDJSON.",
    completion: .file())
  var recordRequests: String?

  @Flag(help: "Tell nothing on standard error but what goes wrong.")
  var quiet = false

  @Option(name: .customLong("log-format"), help: "The form of the log on standard error: text or json.")
  var logFormat = LogFormat.text

  @Flag(name: .customLong("exit-on-eof"), help: "End when standard input ends, so as not to outlive a parent.")
  var exitOnEndOfInput = false

  func validate() throws {
    if host.isEmpty { throw ValidationError("The host must not be empty.") }
  }

  /// Serves until the process shall end. Throws a `ServerFailure` if it cannot start.
  func run(recording: Playback?) throws {
    let log = StandardError(format: logFormat, isQuiet: quiet)
    DescriptorLimit.raise(log: log)
    try ServerNeeds.check()
    let recorder = try recordRequests.map { try RequestRecorder(path: $0, log: log) }
    let port = try chosenPort()
    let ending = Ending(atEndOfInput: exitOnEndOfInput)
    let server = try Server.start(host: host, port: port, log: log, recorder: recorder) { [seed, history] loop in
      let history = try history.map { try History(path: $0, clock: .system, log: log) }
      let environment = Environment(eventLoop: loop, clock: .system, seed: seed, history: history, log: log)
      return Site.demo(environment, recording: recording)
    }
    StandardStreams.write("listening on \(server.url)\(recording?.path ?? "")\n")
    ending.wait()
    try server.stop()
  }

  private func chosenPort() throws -> Int {
    if let port { return Int(port) }
    guard let text = getenv("PORT").map({ String(cString: $0) }), !text.isEmpty else { return 3000 }
    guard let port = UInt16(text) else { throw ServerFailure.badPort(text) }
    return Int(port)
  }
}

extension LogFormat: ExpressibleByArgument {}
