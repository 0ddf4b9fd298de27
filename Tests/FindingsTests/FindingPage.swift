@testable import Findings

/// A page about a finding, in Markdown: what it is, when it is found, what helps, in which proxy, and how to see it.
struct FindingPage {
  static let areas = [
    ("delivery", "Events come late, or together"), ("cut", "Connections end"), ("wire", "Lines are written wrongly"),
    ("head", "Response headers"), ("id", "Event IDs"), ("beat", "Heartbeats"), ("llm", "Language models"),
    ("compare", "Streams that differ"),
  ]

  let code: FindingCode

  var name: String { "\(code.rawValue).md" }

  var text: String {
    let rule = code.rule
    var parts = [
      "# \(rule.title)",
      "`\(code.rawValue)`: \(Self.article(rule.severity)) \(rule.severity), \(rule.certainty), where the rule says "
        + "nothing else. [All findings](README.md)",
      "## When it is found", rule.when,
    ]
    if !rule.remedies.isEmpty { parts += ["## What helps", Self.list(rule.remedies)] }
    if let title = path.title, !path.rows.isEmpty {
      parts += ["## \(title)", Self.list(path.rows)]
    }
    parts += ["## See it"]
    if let demo { parts += ["The demo server shows it:", "```\nsse-top '--demo=\(demo)'\n```"] }
    parts += [
      "A finding stands in the header with its number; `D` opens the page about it. Without a dashboard:",
      "```\nsse-top --diagnose \(isOfTwo ? "--compare URL URL" : "URL")\n```",
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The list of all pages.
  static var index: String {
    var parts = [
      "# What is wrong with a stream",
      """
      What sse-top finds while it watches an event stream, each with its rule, its thresholds and what helps. In doubt \
      it says nothing. These pages are made of the table of findings in the program.
      """,
    ]
    for (area, title) in areas {
      let codes = FindingCode.allCases.filter { $0.rawValue.hasPrefix(area + ".") }
      guard !codes.isEmpty else { continue }
      parts += [
        "## \(title)", list(codes.map { "[\($0.rule.title)](\($0.rawValue).md): `\($0.rawValue)`" }),
      ]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What helps in whom, for those whose remedies the rule tells.
  private var path: (title: String?, rows: [String]) {
    switch code {
    case .heldBySize, .allAtOnce: ("In each proxy and service", Self.rows(\.holding))
    case .heldByCompressor: ("In each proxy and service", Self.rows(\.compressing))
    case .idleTimeout, .lifetime: ("In each proxy and service", Self.rows(\.timeOuts))
    default: (nil, [])
    }
  }

  private static func rows(_ remedies: KeyPath<PathMember, [String]>) -> [String] {
    PathTable.all.filter { !$0[keyPath: remedies].isEmpty }.map { member in
      "\(member.name) (known by \(member.by)): \(member[keyPath: remedies].joined(separator: "; "))"
    }
  }

  /// Whether two streams are compared for it.
  private var isOfTwo: Bool { code == .oneSided || code == .differs }

  /// The demo server's stream that has this fault and no other.
  private var demo: String? {
    switch code {
    case .heldBySize: "/held"
    case .heldByCompressor: "/held-gzip"
    case .oneBehind: "/one-behind"
    case .headLate: "/late-head"
    case .allAtOnce: "/all-at-once"
    case .idleTimeout: "/cut?idle=4"
    case .lifetime: "/cut?life=30"
    case .storm: "/storm"
    case .errorBody: "/json-error"
    case .unprefixedLine: "/pretty"
    case .misspeltField: "/misspelt"
    case .noBlankLine: "/no-blank-line"
    case .escapedNewlines: "/escaped"
    case .missing: "/gaps?every=20"
    default: nil
    }
  }

  private static func article(_ severity: Severity) -> String { severity == .error ? "an" : "a" }

  private static func list(_ lines: [String]) -> String { lines.map { "- \($0)" }.joined(separator: "\n") }
}
