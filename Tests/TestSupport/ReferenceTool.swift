import Foundation

/// Another program of this machine that does the same, to compare with; a test without it is skipped, and says so.
package struct ReferenceTool: Sendable {
  package static let jq = ReferenceTool("jq")
  package static let python = ReferenceTool("python3")

  package enum Failure: Error {
    case status(Int32)
  }

  private let url: URL

  private init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    let places = folders.map { URL(fileURLWithPath: "\($0)/\(name)") }
    guard let url = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else { return nil }
    self.url = url
  }

  /// What it writes to standard output when it has ended well.
  package func run(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write(input, "input")
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.path("input")))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure.status(process.terminationStatus) }
    return Array(bytes)
  }
}
