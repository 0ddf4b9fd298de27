import EventFields
import Text

/// What a column of the feed says of an event: the value of a path.
struct FieldCell: Equatable, Sendable {
  /// Bytes of a value that are shown, and compared with those of the event before.
  private static let limit = 1024

  /// As it came, a string without its quotes and escapes; text of a stranger's.
  let text: [UInt8]
  private let length: Int
  private let kind: JSONTokens.Token?
  /// Whether the event before it of its group has another value there.
  var isChanged = false

  init(_ value: JSONSearch.Value?) {
    guard let value else {
      (text, length, kind) = (Array(GroupKey.absentName.utf8), 0, nil)
      return
    }
    kind = value.kind
    (text, length) = value.withText { (Array($0.prefix(Self.limit)), $0.count) }
  }

  var isNumber: Bool { kind == .number }
  var isAbsent: Bool { kind == nil }

  var role: Role {
    if isChanged { return .changed }
    return kind == nil || kind == .null ? .dim : .normal
  }

  /// Whether two values differ: a string is another value than the number that is written like it.
  func differs(from other: FieldCell) -> Bool {
    kind != other.kind || length != other.length || text != other.text
  }
}
