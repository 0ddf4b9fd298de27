internal import StreamModel

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

  /// Whether it occurs in an event's data, type or ID as the stream wrote them, or in a comment's text.
  func matches(_ record: Record, in log: EventLog) -> Bool {
    switch self {
    case .bytes(let pattern): Self.holds(record, in: log) { pattern.first(in: $0) != nil }
    case .regex(let regex): Self.holds(record, in: log) { regex.matches($0) }
    }
  }

  private static func holds(_ record: Record, in log: EventLog, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard record.kind == .event || record.kind == .comment else { return false }
    if log.isData(of: record, test) { return true }
    guard record.kind == .event else { return false }
    if record.typeLength > 0, log.isType(of: record, test) { return true }
    return record.idLength > 0 && log.isID(of: record, test)
  }

  func ranges(in bytes: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
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
