import Text

/// A value of JSON (RFC 8259) that a client sent.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  /// As it was written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order given; of several members of one name the first counts.
  case object([Member])

  struct Member: Equatable {
    let name: String
    let value: JSONValue
  }

  /// Nil if the bytes are not one JSON text in UTF-8, or nest deeper than `JSONReader.depthLimit`.
  init?(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard String(validating: bytes, as: UTF8.self) != nil, let value = JSONReader.value(of: bytes) else { return nil }
    self = value
  }

  /// A member of an object; nil if there is none, or if it is null.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members.first(where: { $0.name == name })?.value,
      value != .null
    else { return nil }
    return value
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// The same as JSON again.
  var json: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): JSONText.quoted(text)
    case .array(let elements): JSONText.array(elements.map(\.json))
    case .object(let members):
      "{" + members.map { JSONText.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }
  }
}

/// Reads one JSON text from its first byte to its last.
struct JSONReader {
  /// How deep arrays and objects may lie in each other.
  static let depthLimit = 100

  private struct Malformed: Error {}

  private let bytes: [UInt8]
  private var place = 0

  /// Nil if the bytes, which are UTF-8, are no JSON text.
  static func value(of bytes: [UInt8]) -> JSONValue? {
    var reader = JSONReader(bytes: bytes)
    guard let value = try? reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.place == bytes.count ? value : nil
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
    guard depth <= Self.depthLimit else { throw Malformed() }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func members(depth: Int) throws(Malformed) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    place += 1
    skipSpace()
    if consume("}") { return members }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw Malformed() }
      let name = try string()
      skipSpace()
      guard consume(":") else { throw Malformed() }
      members.append(.init(name: name, value: try value(depth: depth + 1)))
      skipSpace()
    } while consume(",")
    guard consume("}") else { throw Malformed() }
    return members
  }

  private mutating func elements(depth: Int) throws(Malformed) -> [JSONValue] {
    var elements: [JSONValue] = []
    place += 1
    skipSpace()
    if consume("]") { return elements }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while consume(",")
    guard consume("]") else { throw Malformed() }
    return elements
  }

  private mutating func string() throws(Malformed) -> String {
    var text: [UInt8] = []
    place += 1
    while let byte = peek {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape().utf8
      case 0..<0x20: throw Malformed()
      default: text.append(byte)
      }
    }
    throw Malformed()
  }

  /// What stands after a backslash; half a surrogate pair is replaced.
  private mutating func escape() throws(Malformed) -> String {
    guard let byte = peek else { throw Malformed() }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      guard UTF16.isLeadSurrogate(unit), bytes[place...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        return String(decoding: [unit], as: UTF16.self)
      }
      let before = place
      place += 2
      let next = try codeUnit()
      guard UTF16.isTrailSurrogate(next) else {
        place = before
        return "\u{FFFD}"
      }
      return String(decoding: [unit, next], as: UTF16.self)
    default: throw Malformed()
    }
  }

  private mutating func codeUnit() throws(Malformed) -> UInt16 {
    let digits = bytes[place...].prefix(4)
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, text.utf8.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
      let unit = UInt16(text, radix: 16)
    else { throw Malformed() }
    place += 4
    return unit
  }

  private mutating func number() throws(Malformed) -> String {
    let start = place
    _ = consume("-")
    if !consume("0") { try digits() }
    if consume(".") { try digits() }
    if consume("e") || consume("E") {
      _ = consume("+") || consume("-")
      try digits()
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() throws(Malformed) {
    let start = place
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    guard place > start else { throw Malformed() }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Malformed) -> JSONValue {
    let text = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[place...].starts(with: text) else { throw Malformed() }
    place += text.count
    return value
  }

  private mutating func skipSpace() {
    while peek?.isJSONWhitespace == true { place += 1 }
  }

  private mutating func consume(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }
}
