import Text

/// The values of a request's body whose names say that they are secret, in a form or in JSON.
enum SecretsOfBody {
  /// Bytes of a body that are looked at; what is longer is no login.
  private static let limit = 1 << 20

  static func values(in body: [UInt8]) -> [String] {
    let body = body.prefix(limit)
    switch body.first(where: { !isBlank($0) }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return valuesOfJSON(body)
    default: return valuesOfForm(body)
    }
  }

  private static func valuesOfForm(_ body: ArraySlice<UInt8>) -> [String] {
    let secrets = MaskedURL(String(decoding: body, as: UTF8.self), beginsWithItem: true).secrets
    // In a form a blank is a plus.
    return secrets + secrets.filter { $0.contains("+") }.map { $0.replacing("+", with: " ") }
  }

  /// Strings and numbers that are the value of such a name, at any depth within it.
  private static func valuesOfJSON(_ body: ArraySlice<UInt8>) -> [String] {
    var values: [String] = []
    /// Whether each bracket that is open stands within the value of a secret.
    var open: [Bool] = []
    var isSecret = false
    var rest = body
    while let byte = rest.first {
      guard !isBlank(byte) else {
        rest = rest.dropFirst()
        continue
      }
      let within = isSecret || open.last == true
      isSecret = false
      switch byte {
      case UInt8(ascii: "\""):
        let text = string(&rest)
        let next = rest.drop(while: isBlank)
        if next.first == UInt8(ascii: ":") {
          isSecret = SecretNames.contains(unescaped(text))
          rest = next.dropFirst()
        } else if within {
          values += [String(decoding: text, as: UTF8.self), unescaped(text)]
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open.append(within)
        rest = rest.dropFirst()
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = open.popLast()
        rest = rest.dropFirst()
      case UInt8(ascii: ","): rest = rest.dropFirst()
      default:
        let word = rest.prefix { !isBlank($0) && !"{}[],\"".utf8.contains($0) }
        if within { values.append(String(decoding: word, as: UTF8.self)) }
        rest = rest[word.endIndex...]
      }
    }
    return values.filter { !["true", "false", "null"].contains($0) }
  }

  /// Takes a string with its quotes, and returns what is between them.
  private static func string(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    rest = rest.dropFirst()
    var end = rest.startIndex
    while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") { end += rest[end] == UInt8(ascii: "\\") ? 2 : 1 }
    end = min(end, rest.endIndex)
    defer { rest = rest[end...].dropFirst() }
    return rest[..<end]
  }

  /// A string's text (RFC 8259, 7); of surrogates that are none, what UTF-16 makes of them.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var rest = String(decoding: text, as: UTF8.self).utf16[...]
    while let unit = rest.popFirst() {
      guard unit == UInt16(UInt8(ascii: "\\")), let escaped = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch UnicodeScalar(escaped) {
      case "n": units.append(0x0A)
      case "r": units.append(0x0D)
      case "t": units.append(0x09)
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      case "u":
        let digits = String(decoding: rest.prefix(4), as: UTF16.self)
        units.append(UInt16(digits, radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      default: units.append(escaped)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
