import Text

/// What a value is compared with.
enum Operand: Sendable {
  enum Literal: String, Sendable {
    case `true`
    case `false`
    case null
  }

  case literal(Literal)
  case number(DecimalNumber, text: [UInt8])
  case string([UInt8])

  /// What a word means that is not in quotes.
  init(word: [UInt8]) {
    if let literal = Literal(rawValue: String(decoding: word, as: UTF8.self)) {
      self = .literal(literal)
    } else if let number = word.withUnsafeBytes(DecimalNumber.init) {
      self = .number(number, text: word)
    } else {
      self = .string(word)
    }
  }

  /// How a value lies to this one; `nil` if it is of another kind.
  ///
  /// A string that is a number counts as one for a number, as many streams write prices in quotes.
  func order(of value: JSONSearch.Value) -> Order? {
    switch self {
    case .literal(let literal): literal.token == value.kind ? .same : nil
    case .string(let bytes): value.kind == .string ? value.withText { Self.order(of: $0, to: bytes) } : nil
    case .number(let number, let bytes):
      switch value.kind {
      case .number, .string: value.withText { Self.order(of: $0, to: number, bytes) }
      default: nil
      }
    }
  }

  private static func order(of text: UnsafeRawBufferPointer, to number: DecimalNumber, _ bytes: [UInt8]) -> Order {
    guard let value = DecimalNumber(text) else { return order(of: text, to: bytes) }
    return bytes.withUnsafeBytes { value.order(in: text, to: number, in: $0) }
  }

  /// Byte by byte, which for UTF-8 is the order of the code points.
  private static func order(of text: UnsafeRawBufferPointer, to bytes: [UInt8]) -> Order {
    if text.lexicographicallyPrecedes(bytes) { return .before }
    return text.elementsEqual(bytes) ? .same : .after
  }
}

extension Operand.Literal {
  var token: JSONTokens.Token {
    switch self {
    case .true: .true
    case .false: .false
    case .null: .null
    }
  }
}
