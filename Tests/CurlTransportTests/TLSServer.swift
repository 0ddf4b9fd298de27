import Foundation
import Glibc

/// A TLS server with a certificate of its own making, for `localhost` only: the `openssl` command.
///
/// It answers every request with a page that says how the connection is encrypted, and closes.
final class TLSServer {
  static let tool: URL? = ["/usr/bin/openssl", "/usr/local/bin/openssl"].map(
    URL.init(fileURLWithPath:)
  )
  .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  private(set) var port = 0
  /// The certificate, which signs itself.
  var certificate: String { folder.appendingPathComponent("certificate.pem").path }
  private let folder: URL
  private let process: Process

  enum Failure: Error {
    case noTool, noCertificate
    case noPort(String)
  }

  init() throws {
    guard let tool = Self.tool else { throw Failure.noTool }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sse-top-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (certificate, key) = ("certificate.pem", "key.pem")
    let making = Self.process(
      tool, in: folder,
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout \(key) -out \(certificate)"
        + " -subj /CN=localhost -addext subjectAltName=DNS:localhost")
    try making.run()
    making.waitUntilExit()
    guard making.terminationStatus == 0 else { throw Failure.noCertificate }
    process = Self.process(
      tool, in: folder, "s_server -accept 127.0.0.1:0 -cert \(certificate) -key \(key) -www")
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = Pipe()
    try process.run()
    var said = ""
    while !(said.contains("ACCEPT") && said.hasSuffix("\n")) {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { break }
      said += String(decoding: bytes, as: UTF8.self)
    }
    guard let port = said.split(separator: ":").last.flatMap({ Int($0.prefix { $0.isNumber }) })
    else {
      stop()
      throw Failure.noPort(said)
    }
    self.port = port
  }

  func stop() {
    // The child inherits the mask of a thread that blocks every signal that can be blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func process(_ tool: URL, in folder: URL, _ arguments: String) -> Process {
    let process = Process()
    process.executableURL = tool
    process.currentDirectoryURL = folder
    process.arguments = arguments.split(separator: " ").map(String.init)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }
}
