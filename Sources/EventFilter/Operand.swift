/// What a value is compared with.
enum Operand: Sendable {
  enum Literal: String, Sendable {
    case `true`
    case `false`
    case null
  }

  case literal(Literal)
  case number([UInt8])
  case string([UInt8])

  /// What a word means that is not in quotes.
  init(word: [UInt8]) {
    if let literal = Literal(rawValue: String(decoding: word, as: UTF8.self)) {
      self = .literal(literal)
    } else {
      self = .string(word)
    }
  }
}
