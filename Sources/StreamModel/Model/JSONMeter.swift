import Text

/// Finds data that is no JSON among events of a type whose data is.
///
/// Bounded in types, and in events and bytes that are looked at in a second.
package struct JSONMeter: Sendable {
  /// Events that were no JSON although their type's are.
  package private(set) var count = 0
  /// The first one, its type's name, and the start of its data.
  package internal(set) var first: (place: WireFaults.Location, type: String, text: [UInt8])?

  private var forms: [Form] = []
  private var second: Int64 = -1
  private var looked = (events: 0, bytes: 0)

  private struct Form: Sendable {
    var type: UInt32
    /// How many of the first ones were JSON.
    var count = 0
    var isJSON = true
  }

  /// Events of a type that have to be JSON before another one is a fault.
  private static let enough = 20
  private static let typeLimit = 32
  private static let eventLimit = 200
  private static let byteLimit = 1 << 19
  private static let dataLimit = 1 << 16

  package init() {}

  /// Whether an event may be looked at now.
  mutating func mayLook(at now: Moment) -> Bool {
    let second = now.nanoseconds / 1_000_000_000
    if second != self.second { (self.second, looked) = (second, (0, 0)) }
    return looked.events < Self.eventLimit && looked.bytes < Self.byteLimit
  }

  /// Looks at an event's data.
  ///
  /// - Returns: whether it is the first fault.
  mutating func look(at data: UnsafeRawBufferPointer, type: UInt32) -> Bool {
    looked.events += 1
    let row: Int
    if let known = forms.firstIndex(where: { $0.type == type }) {
      row = known
    } else {
      guard forms.count < Self.typeLimit else { return false }
      row = forms.count
      forms.append(Form(type: type))
    }
    guard forms[row].isJSON, data.count <= Self.dataLimit, !Self.isWord(data) else { return false }
    looked.bytes += data.count
    if Self.isJSON(data) {
      forms[row].count = min(forms[row].count + 1, Self.enough)
      return false
    }
    guard forms[row].count == Self.enough else {
      forms[row].isJSON = false
      return false
    }
    guard !Self.isScalar(data) else { return false }
    count += 1
    return first == nil
  }

  /// An end mark, a heartbeat's word, nothing, or a number or word of JSON.
  private static func isWord(_ data: UnsafeRawBufferPointer) -> Bool {
    data.count <= 24
      && data.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "-"),
          UInt8(ascii: "_"), UInt8(ascii: "."), 0x20:
          true
        default: false
        }
      }
  }

  /// Whether it is a string, a number or a word of JSON: JSON too, though no object or array.
  private static func isScalar(_ data: UnsafeRawBufferPointer) -> Bool {
    var tokens = JSONTokens(data)
    return switch tokens.next() {
    case .string, .number, .true, .false, .null: tokens.next() == .end
    default: false
    }
  }

  /// Whether it is an object or an array and nothing after it, its brackets closed.
  private static func isJSON(_ data: UnsafeRawBufferPointer) -> Bool {
    var tokens = JSONTokens(data)
    guard case .open = tokens.next() else { return false }
    var depth = 1
    while depth > 0, let token = tokens.next() {
      switch token {
      case .open: depth += 1
      case .close: depth -= 1
      case .end: return false
      default: break
      }
    }
    return depth == 0 && tokens.next() == .end
  }
}
