import Glibc
import NIOCore

extension ServerOptions {
  /// Serves until the process shall end. Throws a `ServerFailure` if it cannot start.
  func serve() throws {
    let playback = try recording.map {
      Playback(recording: try .open($0.path), speed: $0.speed.factor, isLooped: $0.isLooped)
    }
    let log = StandardError(format: logFormat, isQuiet: isQuiet)
    DescriptorLimit.raise(log: log)
    try ServerNeeds.check()
    let recorder = try recordRequests.map { try RequestRecorder(path: $0, log: log) }
    let port = try chosenPort()
    let ending = Ending(atEndOfInput: endsWithInput)
    let server = try Server.start(host: host, port: port, log: log, recorder: recorder) { [seed, history] loop in
      let history = try history.map { try History(path: $0, clock: .system, log: log) }
      let environment = Environment(eventLoop: loop, clock: .system, seed: seed, history: history, log: log)
      return Site.demo(environment, recording: playback)
    }
    StandardStreams.write("listening on \(server.url)\(playback?.path ?? "")\n")
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
