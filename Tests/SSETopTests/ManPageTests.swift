import Completion
import EventFilter
import Findings
import Foundation
import TestSupport
import Testing

@testable import CommandLine
@testable import Dashboard

/// The manual pages say what the options are; `RECORD=1` writes them anew.
@MainActor @Suite struct ManPageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../man").standardizedFileURL
  nonisolated private static let server = URL(fileURLWithPath: CurlComparison.program).deletingLastPathComponent()
    .appending(path: "sse-demo-server")

  @Test func `the manual of sse-top is that of its options`() throws {
    let dump = try JSONEncoder().encode(ProgramHelp.ofSSETop)
    try Self.check("sse-top", String(decoding: dump, as: UTF8.self), tables: [Self.keys, Self.filters, Self.findings])
  }

  private static let filters = ManPage.Table(
    title: "FILTER LANGUAGE",
    introduction: "What can stand after --filter, --until and --expect, and after & in the dashboard:",
    groups: [("", FilterHelp.lines.map { ($0.0, $0.1 + ".") })])

  private static let findings = ManPage.Table(
    title: "FINDINGS",
    introduction: """
      What is found wrong with a stream while it is watched, and by --diagnose. \
      The names stay as they are. \
      Where nothing is said, the severity and the certainty are those that stand first.
      """,
    groups: [
      ("delivery", "Delivery"), ("cut", "Ends of connections"), ("wire", "Lines and fields"),
      ("head", "Response headers"), ("id", "Event IDs"), ("beat", "Heartbeats"), ("llm", "Language models"),
    ].map { (prefix: String, title: String) in
      let codes = FindingCode.allCases.filter { $0.rawValue.hasPrefix(prefix + ".") }
      return (
        title,
        codes.map { code in
          let rule = code.rule
          let remedies = rule.remedies.isEmpty ? "" : " What helps: \(rule.remedies.joined(separator: "; "))."
          return (
            code.rawValue,
            "\(rule.severity.rawValue.capitalized), \(rule.certainty.rawValue): \(rule.title). \(rule.when)\(remedies)"
          )
        }
      )
    }.filter { !$0.1.isEmpty })

  @Test func `each finding stands in the manual`() {
    let told = Self.findings.groups.flatMap { $0.rows.map(\.word) }
    #expect(Set(told) == Set(FindingCode.allCases.map(\.rawValue)) && told.count == FindingCode.allCases.count)
  }

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

  /// What formatters find wrong; references to manuals that this machine does not have are none of it.
  @Test(.enabled(if: Formatter.isThere, "mandoc or groff is not installed"), arguments: ["sse-top", "sse-demo-server"])
  func `no formatter has anything to say of a manual`(name: String) throws {
    let file = Self.folder.appending(path: "\(name).1").path
    let lint = try Formatter.run("mandoc", ["-T", "lint", file]).split(separator: "\n")
    #expect(lint.filter { !$0.contains("referenced manual not found") && !$0.contains("outdated mandoc.db") } == [])
    #expect(try Formatter.run("groff", ["-ww", "-man", "-mdoc", "-Tutf8", "-z", file]) == "")
  }

  /// Names of macros, and what begins a control line, stay what they are wherever a word stands.
  @Test(.enabled(if: Formatter.isThere, "mandoc or groff is not installed"), arguments: ["mandoc", "groff"])
  func `no word of a manual is taken for a macro`(formatter: String) throws {
    let words = ["In a table", "No Op", "Ar", "Pa", "Fl x", "Sh", "It", ".Pp", "'x", "a . b", "Nm", "Xr curl 1", "Bl"]
    let json = """
      {"command":{"commandName":"x","abstract":"Op Ar x.","discussion":"Nm Ar.\\n\\n  .literal\\n  Sh it","arguments":[
      \(words.map { word in
        #"{"kind":"option","shouldDisplay":true,"isOptional":true,"isRepeating":false,"names":[{"kind":"long","name":"Op"}],"# +
        #""valueName":"\#(word)","sectionTitle":"\#(word)","abstract":"\#(word). \#(word)."}"#
      }.joined(separator: ","))]}}
      """
    let command = try JSONDecoder().decode(ManPage.Dump.self, from: Data(json.utf8)).command
    let table = ManPage.Table(
      title: "No Table", introduction: "In Op.", groups: words.map { ($0, [(word: $0, meaning: "\($0) \($0).")]) })
    let page = ManPage(command: command, rest: "", day: "November 21, 2026", tables: [table])
    let folder = try TemporaryFolder()
    try folder.write(Array(page.text.utf8), "x.1")
    let arguments = formatter == "mandoc" ? ["-T", "ascii"] : ["-mdoc", "-Tascii", "-P-cbou"]
    let shown = try Formatter.run(formatter, arguments + [folder.path("x.1")]).replacing(/.\x08/, with: "")
    let plain = shown.replacing(/\s+/, with: " ")
    for word in words {
      // As a title, as an option's value, as a key, and twice in what it means.
      #expect(plain.contains(" --Op \(word) \(word). \(word). "), "\(word)")
      #expect(plain.contains(" \(word) \(word) \(word) \(word). "), "\(word)")
    }
    #expect(plain.contains(" .literal ") && plain.contains("Nm Ar.") && plain.contains("No Table"))
  }

  private static func check(
    _ name: String, _ dump: String, tables: [ManPage.Table] = []
  ) throws {
    let command = try JSONDecoder().decode(ManPage.Dump.self, from: Data(dump.utf8)).command
    let rest = try String(contentsOf: folder.appending(path: "\(name).rest"), encoding: .utf8)
    let page = ManPage(command: command, rest: rest, day: "November 26, 2026", tables: tables).text
    let file = folder.appending(path: "\(name).1")
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(page.utf8).write(to: file) }
    let isSame = try String(contentsOf: file, encoding: .utf8) == page
    #expect(isSame, "man/\(name).1 is not of these options: RECORD=1 swift test --filter ManPageTests writes it anew")
  }
}

/// A program that sets manuals.
private enum Formatter {
  static let isThere = ["mandoc", "groff"].allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }

  /// All that it says.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/\(name)")
    process.arguments = arguments
    let output = Foundation.Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
