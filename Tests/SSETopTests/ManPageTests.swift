import EventFilter
import Findings
import Foundation
import TestSupport
import Testing
import Usage

@testable import CommandLine
@testable import Dashboard

/// The manual pages say what the options are; `RECORD=1` writes them anew.
@MainActor @Suite struct ManPageTests {
  @Test func `the manual of sse-top is that of its options`() throws {
    let isRecorded = try ManPage.isRecorded(.ofSSETop, tables: [Self.keys, Self.filters, Self.findings])
    #expect(isRecorded, "RECORD=1 swift test --filter ManPageTests writes it anew")
  }

  private static let filters = ManPage.Table(
    title: "FILTER LANGUAGE",
    introduction: """
      What can stand after --filter, --until, --expect, --alert and --stop-on, and after & and A in the dashboard:
      """,
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
      ("compare", "Streams that differ"),
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

  /// A link to a heading leads to the one that is meant.
  @Test(arguments: ["sse-top", "sse-demo-server"]) func `each heading stands once`(name: String) throws {
    let page = try String(contentsOf: ManPage.folder.appending(path: "\(name).1"), encoding: .utf8)
    let headings = page.split(separator: "\n").filter { $0.hasPrefix(".Sh ") || $0.hasPrefix(".Ss ") }
    #expect(!headings.isEmpty && Set(headings.map { $0.dropFirst(4) }).count == headings.count, "\(headings)")
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

  @Test(.enabled(if: ManualFormatter.isThere, "mandoc or groff is not installed"))
  func `no formatter has anything to say of the manual`() throws {
    #expect(try ManualFormatter.complaints(of: "sse-top") == [])
  }

  /// Names of macros, and what begins a control line, stay what they are wherever a word stands.
  @Test(.enabled(if: ManualFormatter.isThere, "mandoc or groff is not installed"), arguments: ["mandoc", "groff"])
  func `no word of a manual is taken for a macro`(formatter: String) throws {
    let words = ["In a table", "No Op", "Ar", "Pa", "Fl x", "Sh", "It", ".Pp", "'x", "a . b", "Nm", "Xr curl 1", "Bl"]
    let options = words.map { word in
      var option = ProgramHelp.Argument(.option, value: word, text: "\(word). \(word).")
      (option.name, option.section) = ("Op", word)
      return option
    }
    let help = ProgramHelp(
      name: "x", abstract: "Op Ar x.", discussion: "Nm Ar.\n\n  .literal\n  Sh it", arguments: options)
    let table = ManPage.Table(
      title: "No Table", introduction: "In Op.", groups: words.map { ($0, [(word: $0, meaning: "\($0) \($0).")]) })
    let page = ManPage(help, rest: "", tables: [table])
    let folder = try TemporaryFolder()
    try folder.write(Array(page.text.utf8), "x.1")
    let arguments = formatter == "mandoc" ? ["-T", "ascii"] : ["-mdoc", "-Tascii", "-P-cbou"]
    let shown = try ManualFormatter.run(formatter, arguments + [folder.path("x.1")]).replacing(/.\x08/, with: "")
    let plain = shown.replacing(/\s+/, with: " ")
    for word in words {
      // As a title, as an option's value, as a key, and twice in what it means.
      #expect(plain.contains(" --Op \(word) \(word). \(word). "), "\(word)")
      #expect(plain.contains(" \(word) \(word) \(word) \(word). "), "\(word)")
    }
    #expect(plain.contains(" .literal ") && plain.contains("Nm Ar.") && plain.contains("No Table"))
  }
}
