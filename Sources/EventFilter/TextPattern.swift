public import StreamModel

/// What `/` looks for in the dashboard: a text with smart case, or `/regex/`.
///
/// Equal if the texts are, letter by letter.
public struct TextPattern: Sendable {
  /// What the user wrote.
  public let text: String
  let matcher: TextMatcher?

  /// - Throws: what is wrong with the regular expression, and where.
  public init(_ text: String) throws(FilterError) {
    self.text = text
    guard !text.isEmpty else {
      matcher = nil
      return
    }
    let bytes = Array(text.utf8)
    let ignoresCase = text.hasSuffix("/i")
    let end = bytes.count - (ignoresCase ? 2 : 1)
    // A path such as `/api/v1` is a text: only what is closed at its very end is meant as an expression.
    guard bytes[0] == UInt8(ascii: "/"), end > 1, bytes[end] == UInt8(ascii: "/") else {
      matcher = try TextMatcher(text: text, at: 0)
      return
    }
    matcher = .regex(try Regex.smart(Array(bytes[1..<end]), ignoresCase: ignoresCase, at: 1))
  }

  /// Whether there is nothing to look for; then nothing matches.
  public var isEmpty: Bool { matcher == nil }

  /// Where the text holds it, from the left, none overlapping and none empty: what to highlight.
  public func ranges(in bytes: [UInt8], limit: Int = .max) -> [Range<Int>] {
    bytes.withUnsafeBytes { matcher?.ranges(in: $0, limit: limit) ?? [] }
  }

  /// Where the text holds it, from the left, none overlapping and none empty: what to highlight.
  public func ranges(in bytes: Span<UInt8>, limit: Int = .max) -> [Range<Int>] {
    bytes.withUnsafeBytes { matcher?.ranges(in: $0, limit: limit) ?? [] }
  }

  /// Whether it occurs in an event's data, type or ID, or in a comment's text.
  public func matches(_ record: Record, in state: StreamState) -> Bool {
    matcher?.matches(record, in: state.log) ?? false
  }

  /// How many matches of its regular expression were given up at their limit and counted as none, copies included.
  public var givenUp: Int { matcher?.regex?.givenUp ?? 0 }
}

extension TextPattern: Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
}
