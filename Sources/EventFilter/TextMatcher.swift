internal import StreamModel
import Text

/// Finds a text or a regular expression in bytes.
enum TextMatcher: Sendable {
  case bytes(BytePattern)
  case regex(Regex)

  /// A text, in either case unless it holds an upper-case letter.
  ///
  /// - Parameter offset: where it stands in the expression.
  init(text: String, at offset: Int) throws(FilterError) {
    let isExact = text.unicodeScalars.contains {
      $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
    }
    if isExact || text.unicodeScalars.allSatisfy({ $0.isASCII || !$0.properties.isCased }) {
      self = .bytes(BytePattern(Array(text.utf8), ignoresCase: !isExact))
    } else {
      self = .regex(try Regex(literal: Array(text.utf8), at: offset))
    }
  }

  func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .bytes(let pattern): pattern.first(in: bytes) != nil
    case .regex(let regex): regex.matches(bytes)
    }
  }

  /// Whether it occurs in an event's data, type or ID as the stream wrote them or as JSON means them, or in a comment's
  /// text.
  func matches(_ record: Record, in log: EventLog) -> Bool {
    switch self {
    case .bytes(let pattern): Self.holds(record, in: log) { pattern.first(in: $0) != nil }
    case .regex(let regex): Self.holds(record, in: log) { regex.matches($0) }
    }
  }

  private static func holds(_ record: Record, in log: EventLog, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard record.kind == .event || record.kind == .comment else { return false }
    let holds = log.isData(of: record) { data in
      test(data) || UnescapedText(data).map { $0.bytes.withUnsafeBytes(test) } ?? false
    }
    if holds { return true }
    guard record.kind == .event else { return false }
    if record.typeLength > 0, log.isType(of: record, test) { return true }
    return record.idLength > 0 && log.isID(of: record, test)
  }

  /// Where it occurs, as the text is written and as JSON means it, from the left and none overlapping.
  func ranges(in bytes: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
    let written = writtenRanges(in: bytes, limit: limit)
    guard let text = UnescapedText(bytes) else { return written }
    let undone = text.bytes.withUnsafeBytes { writtenRanges(in: $0, limit: limit) }
    guard !undone.isEmpty else { return written }
    let places = UnescapedText.places(of: undone, in: bytes)
    return Self.joined(written, places, limit: limit)
  }

  /// Those of both, in their order; of two that overlap the one that begins first, or ends last.
  private static func joined(_ left: [Range<Int>], _ right: [Range<Int>], limit: Int) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    var (next, other) = (left[...], right[...])
    while joined.count < limit, let range = [next.first, other.first].compactMap(\.self).min(by: isBefore) {
      joined.append(range)
      next = next.drop { $0.lowerBound < range.upperBound }
      other = other.drop { $0.lowerBound < range.upperBound }
    }
    return joined
  }

  private static func isBefore(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    (left.lowerBound, -left.upperBound) < (right.lowerBound, -right.upperBound)
  }

  private func writtenRanges(in bytes: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
    switch self {
    case .bytes(let pattern): pattern.ranges(in: bytes, limit: limit)
    case .regex(let regex): regex.ranges(in: bytes, limit: limit)
    }
  }

  var regex: Regex? { if case .regex(let regex) = self { regex } else { nil } }

  /// A text without which there is nothing to find, if there is one.
  var requiredText: BytePattern? {
    switch self {
    case .bytes(let pattern): pattern
    case .regex(let regex): regex.literal
    }
  }
}
