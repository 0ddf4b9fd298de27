import ArgumentParser
import Dashboard
import EventFilter
import Foundation
import Testing

@testable import sse_top

/// The manual pages say what the options are; `RECORD=1` writes them anew.
@MainActor @Suite struct ManPageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../man").standardizedFileURL
  nonisolated private static let server = URL(fileURLWithPath: CurlComparison.program).deletingLastPathComponent()
    .appending(path: "sse-demo-server")

  @Test func `the manual of sse-top is that of its options`() throws {
    let dump = SSETopCommand.fullMessage(
      for: try #require(throws: (any Error).self) { try SSETopCommand.parse(["--experimental-dump-help"]) })
    try Self.check("sse-top", dump, tables: [Self.keys, Self.filters])
  }

  private static let filters = ManPage.Table(
    title: "FILTER LANGUAGE",
    introduction: "What can stand behind --filter, --until and --expect, and behind & in the dashboard:",
    groups: [("", FilterHelp.lines.map { ($0.0, $0.1 + ".") })])

  private static let keys = ManPage.Table(
    title: "KEYS", introduction: "? shows those that mean something in the place where it is pressed.",
    groups: Keymap.groups.map { group in
      var rows: [(keys: [String], purpose: String)] = []
      for binding in group.bindings where !binding.keys.isEmpty {
        if let last = rows.indices.last, rows[last].purpose == binding.purpose {
          rows[last].keys += binding.keys.map(\.name)
        } else {
          rows.append((binding.keys.map(\.name), binding.purpose))
        }
      }
      return (group.title, rows.map { ($0.keys.joined(separator: " "), $0.purpose + ".") })
    })

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: server.path), "sse-demo-server is not built"))
  func `the manual of the demo server is that of its options`() throws {
    let process = Process()
    process.executableURL = Self.server
    process.arguments = ["--experimental-dump-help"]
    let output = Foundation.Pipe()
    process.standardOutput = output
    try process.run()
    let dump = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try Self.check("sse-demo-server", String(decoding: dump, as: UTF8.self))
  }

  private static func check(
    _ name: String, _ dump: String, tables: [ManPage.Table] = []
  ) throws {
    let command = try JSONDecoder().decode(ManPage.Dump.self, from: Data(dump.utf8)).command
    let rest = try String(contentsOf: folder.appending(path: "\(name).rest"), encoding: .utf8)
    let page = ManPage(command: command, rest: rest, day: "November 21, 2026", tables: tables).text
    let file = folder.appending(path: "\(name).1")
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(page.utf8).write(to: file) }
    let isSame = try String(contentsOf: file, encoding: .utf8) == page
    #expect(isSame, "man/\(name).1 is not of these options: RECORD=1 swift test --filter ManPageTests writes it anew")
  }
}
