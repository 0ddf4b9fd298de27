import Foundation
import Glibc

/// A command of this machine that a test needs; a test without it is skipped, and says so.
struct Tool: Sendable {
  let url: URL

  static let openssl = Tool("openssl")
  static let node = Tool("node")
  static let curl = Tool("curl")

  init?(_ name: String) {
    let places = ["/usr/bin", "/usr/local/bin"].map { URL(fileURLWithPath: "\($0)/\(name)") }
    guard let url = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else { return nil }
    self.url = url
  }

  enum Failure: Error {
    case missing
    case status(Int32, String)
    case saidNothing(String)
  }

  func process(in folder: URL, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = url
    process.currentDirectoryURL = folder
    process.arguments = arguments
    process.standardInput = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  /// Runs it to its end.
  func run(in folder: URL, _ arguments: String) throws {
    let process = process(in: folder, arguments.split(separator: " ").map(String.init))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure.status(process.terminationStatus, arguments) }
  }

  /// Starts it and returns when it has said where it listens.
  ///
  /// - Parameter port: finds the port in what it has said so far.
  func serve(in folder: URL, _ arguments: [String], port: (String) -> Int?) throws -> (process: Process, port: Int) {
    let process = process(in: folder, arguments)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var said = ""
    while true {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty {
        Self.stop(process)
        throw Failure.saidNothing(said)
      }
      said += String(decoding: bytes, as: UTF8.self)
      if said.hasSuffix("\n"), let port = port(said) { return (process, port) }
    }
  }

  static func stop(_ process: Process) {
    // The child inherits the mask of a thread that blocks every signal that can be blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
