import EventFields
import StreamModel
import Text

/// Which values of an opened event are not as they were in the event before of its type and group.
struct ChangeMarks: Sendable {
  /// Data that is compared each time an event is opened.
  private static let limit = 1 << 18

  enum Mark: Sendable {
    case changed, added
    /// Something that was in it is gone.
    case lacking

    var sign: String {
      switch self {
      case .changed: "~"
      case .added: "+"
      case .lacking: "-"
      }
    }

    var role: Role {
      switch self {
      case .changed: .warning
      case .added: .good
      case .lacking: .bad
      }
    }
  }

  /// Where values lie in the data that came or changed, in order, none within another.
  private var values: [(range: Range<Int>, mark: Mark)] = []
  /// Where objects and arrays lie from which something is gone.
  private var lacking: Set<Range<Int>> = []

  /// - Parameter limit: data that is compared, if that is less than usual.
  /// - Returns: `nil` if nothing is to be marked.
  init?(at position: Int, in state: StreamState, _ groups: EventGroups?, limit: Int = Self.limit) {
    guard
      let changes = EventComparison(at: position, in: state, groups, limit: min(limit, Self.limit))?.changes,
      changes.basis == .json, !changes.isEmpty, changes.unchanged > 0
    else { return nil }
    for line in changes.lines {
      switch line.kind {
      case .changed: values.append((line.new, .changed))
      case .added: values.append((line.new, .added))
      case .gone: lacking.insert(line.new)
      case .unchanged: break
      }
    }
    values.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// How the value that lies there is marked.
  ///
  /// - Parameter isFolded: whether what it contains is not seen, so that it tells of that too.
  func mark(of range: Range<Int>, isFolded: Bool) -> Mark? {
    let next = values.prefixCount(while: { $0.range.upperBound <= range.lowerBound })
    if next < values.count {
      let value = values[next]
      if value.range.lowerBound <= range.lowerBound, range.upperBound <= value.range.upperBound { return value.mark }
      if isFolded, value.range.lowerBound < range.upperBound { return .changed }
    }
    return lacking.contains(range) ? .lacking : nil
  }
}
