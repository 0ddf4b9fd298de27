import TestSupport
import Text

/// JSON of every shape, with names and texts of strangers'.
struct RandomJSON {
  var dice: SeededGenerator
  /// How deep objects and arrays may lie within each other.
  var depth = 4
  /// Whether members of an object may have one name, and whether names are written with escapes that they do not need.
  var isOdd = false

  mutating func value(depth: Int? = nil) -> String {
    let depth = depth ?? self.depth
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &dice) {
    case 0: return "null"
    case 1: return Bool.random(using: &dice) ? "true" : "false"
    case 2, 3: return number()
    case 4, 5: return string()
    case 6, 7: return object(depth: depth - 1)
    default:
      return "["
        + (0..<Int.random(in: 0...4, using: &dice)).map { _ in value(depth: depth - 1) }
        .joined(separator: blank() + "," + blank()) + "]"
    }
  }

  /// Members have different names, unless it is odd.
  mutating func object(depth: Int) -> String {
    if isOdd {
      let members = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
        name() + blank() + ":" + blank() + value(depth: depth)
      }
      return "{" + blank() + members.joined(separator: blank() + "," + blank()) + blank() + "}"
    }
    var members: [String: String] = [:]
    for _ in 0..<Int.random(in: 0...5, using: &dice) { members[string()] = value(depth: depth) }
    return "{" + members.map { $0 + blank() + ":" + blank() + $1 }.sorted().joined(separator: ",") + "}"
  }

  private mutating func name() -> String {
    let plain = string()
    guard !plain.contains("\\"), Int.random(in: 0...3, using: &dice) == 0 else { return plain }
    return "\""
      + plain.dropFirst().dropLast().utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }.joined() + "\""
  }

  mutating func number() -> String {
    func digits(_ count: Int, _ dice: inout SeededGenerator) -> String {
      String((0..<count).map { _ in "0123456789".randomElement(using: &dice) ?? "0" })
    }
    var text = Bool.random(using: &dice) ? "-" : ""
    text += Bool.random(using: &dice) ? "0" : "\(Int.random(in: 1...9, using: &dice))"
    if text.last != "0" { text += digits(Int.random(in: 0...39, using: &dice), &dice) }
    if Bool.random(using: &dice) { text += "." + digits(Int.random(in: 1...20, using: &dice), &dice) }
    if Int.random(in: 0...3, using: &dice) == 0 { text += "e\(Int.random(in: -20...20, using: &dice))" }
    return text
  }

  mutating func string() -> String {
    if Bool.random(using: &dice) {
      return "\"" + (["id", "a", "odd key", "a.b"].randomElement(using: &dice) ?? "") + "\""
    }
    var bytes: [UInt8] = []
    JSONText.append(dice.hostileText(count: Int.random(in: 0...6, using: &dice)), to: &bytes)
    return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
  }

  private mutating func blank() -> String { ["", "", " ", "\n", "\t "].randomElement(using: &dice) ?? "" }
}
