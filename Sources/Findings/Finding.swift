package import StreamModel

/// How bad a finding is.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  case note, warning, error

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// How sure a finding is.
package enum Certainty: String, CaseIterable, Comparable, Sendable {
  case possible, likely, certain

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .possible: 0
    case .likely: 1
    case .certain: 2
    }
  }
}

/// What is wrong with a source, or worth to know of it: one for each code.
package struct Finding: Equatable, Sendable {
  /// A number that the evidence speaks of, for programs: bytes, milliseconds or a count, as its name says.
  package struct Figure: Equatable, Sendable {
    package var name: String
    package var value: Int
  }

  package var code: FindingCode
  package var severity: Severity
  package var certainty: Certainty
  /// One line, as are evidence and remedies. What they quote of a stream or a header is not cleaned.
  package var title: String
  /// At most four.
  package var evidence: [String]
  /// At most three.
  package var remedies: [String]
  package var figures: [Figure]
  /// How often it was seen.
  package var count: Int
  /// Where it was seen first, if it has a place.
  package var place: WireFaults.Location?
  /// When it was found, and when it held last.
  package var first: Moment
  package var last: Moment
  /// Whether it still holds.
  package var isNow: Bool

  /// Characters of a line of evidence: a header that it quotes may be longer.
  package static let lineLimit = 400
  package static let evidenceLimit = 4
  package static let remedyLimit = 3
}

/// What a rule says: a finding without its times.
package struct Verdict: Equatable, Sendable {
  package var code: FindingCode
  package var severity: Severity
  package var certainty: Certainty
  package var title: String
  package var evidence: [String]
  package var remedies: [String]
  package var figures: [Finding.Figure] = []
  package var count = 1
  package var place: WireFaults.Location?
  /// Whether it goes on.
  package var isNow = true

  /// - Parameters: `nil` for what the table says of the code; remedies of the path come before the table's.
  package init(
    _ code: FindingCode, severity: Severity? = nil, certainty: Certainty? = nil, title: String? = nil,
    evidence: [String], remedies: [String] = [], figures: [(String, Int)] = [], count: Int = 1,
    place: WireFaults.Location? = nil, isNow: Bool = true
  ) {
    let rule = code.rule
    self.code = code
    self.severity = severity ?? rule.severity
    self.certainty = certainty ?? rule.certainty
    self.title = title ?? rule.title
    self.evidence = evidence.prefix(Finding.evidenceLimit).map { line in
      guard line.utf8.count > Finding.lineLimit, line.unicodeScalars.count > Finding.lineLimit else { return line }
      return String(line.unicodeScalars.prefix(Finding.lineLimit)) + "…"
    }
    var all: [String] = []
    // The path tells some of the table's with more detail.
    for remedy in remedies + rule.remedies where !all.contains(where: { $0.hasPrefix(remedy) }) { all.append(remedy) }
    self.remedies = Array(all.prefix(Finding.remedyLimit))
    self.figures = figures.map { Finding.Figure(name: $0.0, value: $0.1) }
    (self.count, self.place, self.isNow) = (count, place, isNow)
  }
}
