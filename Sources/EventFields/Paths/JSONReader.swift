import Text

/// Reads a JSON text (RFC 8259) token by token, and holds it to the grammar.
package struct JSONReader {
  package enum Token: Equatable {
    case open(isObject: Bool)
    case close(isObject: Bool)
    /// The name of a member, with its quotes.
    case key
    case string
    case number
    case `true`
    case `false`
    case null
    /// The text is over, and is one value.
    case end
  }

  private enum Expected { case value, valueOrEnd, key, keyOrEnd, commaOrEnd, nothing }

  private var tokens: JSONTokens
  private var nesting = JSONNesting()
  private var expected = Expected.value
  /// Where the last step lies.
  package private(set) var range = 0..<0
  /// Whether the last key or string holds a backslash.
  package private(set) var hasEscape = false

  package init(_ text: UnsafeRawBufferPointer) { tokens = JSONTokens(text) }

  /// How many objects and arrays are open.
  package var depth: Int { nesting.depth }

  /// The bytes of the last step.
  package var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: tokens.text[range]) }

  /// The next step; `nil` if the text is no JSON.
  package mutating func next() -> Token? {
    guard var token = tokens.next() else { return nil }
    if token == .comma {
      guard expected == .commaOrEnd else { return nil }
      expected = nesting.isInObject ? .key : .value
      guard let after = tokens.next(), after != .comma else { return nil }
      token = after
    }
    (range, hasEscape) = (tokens.range, tokens.hasEscape)
    switch (expected, token) {
    case (.nothing, .end): return .end
    case (.key, .string), (.keyOrEnd, .string):
      guard tokens.next() == .colon else { return nil }
      expected = .value
      return .key
    case (.value, .open(let isObject)), (.valueOrEnd, .open(let isObject)):
      nesting.open(isObject: isObject)
      expected = isObject ? .keyOrEnd : .valueOrEnd
      return .open(isObject: isObject)
    case (.commaOrEnd, .close(let isObject)), (.keyOrEnd, .close(let isObject)), (.valueOrEnd, .close(let isObject)):
      guard isObject == nesting.isInObject else { return nil }
      nesting.close()
      endValue()
      return .close(isObject: isObject)
    case (.value, _), (.valueOrEnd, _):
      guard let step = Self.scalar(token) else { return nil }
      endValue()
      return step
    default: return nil
    }
  }

  private mutating func endValue() { expected = depth == 0 ? .nothing : .commaOrEnd }

  private static func scalar(_ token: JSONTokens.Token) -> Token? {
    switch token {
    case .string: .string
    case .number: .number
    case .true: .true
    case .false: .false
    case .null: .null
    case .open, .close, .colon, .comma, .end: nil
    }
  }
}
