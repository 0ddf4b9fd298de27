import Text

/// What the events of a group have in common: the value of a path.
package enum GroupKey: Hashable, Sendable {
  /// Data that is JSON and has nothing at the path.
  case absent
  /// Data that is no JSON as a whole.
  case notJSON
  /// A string, without its quotes and escapes.
  case text([UInt8])
  /// Any other value as the JSON was written: digits are kept, `1` and `1.0` are two keys.
  case json([UInt8])
  /// Values over the limits of a table, all together.
  case others

  package static let absentName = "–"
  package static let notJSONName = "(not JSON)"
  package static let othersName = "(other values)"

  /// How the group is called; text of a stranger's. No two keys have one name: a string that reads like the name of
  /// another key stands in quotes.
  package var name: String {
    switch self {
    case .absent: return Self.absentName
    case .notJSON: return Self.notJSONName
    case .others: return Self.othersName
    case .json(let json): return String(decoding: json, as: UTF8.self)
    case .text(let bytes):
      let text = String(decoding: bytes, as: UTF8.self)
      return Self.isAmbiguous(bytes, text) ? "\"\(text)\"" : text
    }
  }

  private static func isAmbiguous(_ bytes: [UInt8], _ text: String) -> Bool {
    guard let first = bytes.first else { return true }
    if [absentName, notJSONName, othersName].contains(text) { return true }
    let canBeginJSON = "-0123456789tfn[{\"".utf8.contains(first)
    return canBeginJSON && bytes.withUnsafeBytes(JSONSearch.isJSON)
  }
}
