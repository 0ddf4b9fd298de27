import Text

/// The values of a request's body whose names say that they are secret, in a form or in JSON.
enum SecretsOfBody {
  /// Bytes of a body that are looked at; what is longer is no login.
  private static let limit = 1 << 20

  static func values(in body: [UInt8]) -> [String] {
    let body = body.prefix(limit)
    switch body.first(where: { !$0.isJSONWhitespace }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return valuesOfJSON(body)
    default: return valuesOfForm(body)
    }
  }

  private static func valuesOfForm(_ body: ArraySlice<UInt8>) -> [String] {
    let secrets = MaskedURL(String(decoding: body, as: UTF8.self), beginsWithItem: true).secrets
    // In a form a blank is a plus.
    return secrets + secrets.filter { $0.contains("+") }.map { $0.replacing("+", with: " ") }
  }

  /// Strings and numbers that are the value of such a name, at any depth within it: also of a text that is cut, or no
  /// JSON, which `JSONTokens` would not read on.
  private static func valuesOfJSON(_ body: ArraySlice<UInt8>) -> [String] {
    var values: [String] = []
    /// Whether each bracket that is open stands within the value of a secret.
    var open: [Bool] = []
    var isSecret = false
    var rest = body
    while let byte = rest.first {
      guard !byte.isJSONWhitespace else {
        rest = rest.dropFirst()
        continue
      }
      let within = isSecret || open.last == true
      isSecret = false
      switch byte {
      case UInt8(ascii: "\""):
        let text = string(&rest)
        let next = rest.drop(while: \.isJSONWhitespace)
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
        let word = rest.prefix { !$0.isJSONWhitespace && !"{}[],\"".utf8.contains($0) }
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

  private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text.withUnsafeBytes(JSONString.decoded), as: UTF8.self)
  }
}
