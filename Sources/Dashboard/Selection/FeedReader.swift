import EventFields
import EventFilter
import StreamModel

/// Finds the log's records that are rows of the feed.
///
/// With a filter, rows are known as far as its index has come, and with groups as far as they were told apart: what was
/// not looked at is not there yet.
struct FeedReader {
  let state: StreamState
  let selection: FeedSelection
  private let index: MatchIndex?
  /// Asked where the selection is about groups.
  private let groups: EventGroups?
  /// The only group that is shown.
  private let group: Int?
  private let wanted: EventLog.Wanted
  /// Where rows can be.
  let positions: Range<Int>

  init(_ state: StreamState, _ selection: FeedSelection, index: MatchIndex?, groups: EventGroups? = nil) {
    self.state = state
    self.selection = selection
    self.index = selection.isMatched ? index : nil
    let asks = selection.groups?.only != nil || selection.groups?.hidden.isEmpty == false
    self.groups = asks && selection.types == .all ? groups : nil
    group = selection.types == .all ? selection.groups?.only : nil
    wanted = selection.wanted(in: state)
    let kept = state.log.positions
    let shown = min(max(kept.lowerBound, selection.start), kept.upperBound)..<kept.upperBound
    let filtered = self.index.map { shown.clamped(to: $0.scanned) } ?? shown
    positions = self.groups.map { filtered.clamped(to: $0.scanned) } ?? filtered
  }

  func isRow(_ position: Int) -> Bool {
    positions.contains(position) && selection.admits(state.log[position], in: state)
      && (groups.map { selection.admits(group: $0.row(at: position)) } ?? true)
      && index?.contains(position) != false
  }

  /// The last event of an event's type, or of its group, before a position, whatever is shown.
  static func event(
    ofTypeOf event: Record, before position: Int, in state: StreamState, _ groups: EventGroups? = nil
  ) -> Int? {
    if let groups {
      return groups.row(at: position).flatMap { groups.last(ofRow: $0, in: state.log.positions.lowerBound..<position) }
    }
    var selection = FeedSelection()
    selection.types = .only(Int(event.type))
    return Self(state, selection, index: nil).last(before: position)
  }

  /// The first row at or after a position.
  func first(from position: Int) -> Int? {
    var next = max(position, positions.lowerBound)
    while next < positions.upperBound {
      if let group, let groups {
        guard let member = groups.first(ofRow: group, in: next..<positions.upperBound) else { return nil }
        next = member
      }
      let barren = state.log.emptyRange(around: next, for: wanted)
      if !barren.isEmpty {
        next = barren.upperBound
      } else if let index {
        guard let match = index.next(after: next - 1) else { return nil }
        if match == next, isRow(next) { return next }
        next = match == next ? next + 1 : match
      } else if isRow(next) {
        return next
      } else {
        next += 1
      }
    }
    return nil
  }

  /// The last row before a position.
  func last(before position: Int) -> Int? {
    var end = min(position, positions.upperBound)
    while end > positions.lowerBound {
      if let group, let groups {
        guard let member = groups.last(ofRow: group, in: positions.lowerBound..<end) else { return nil }
        end = member + 1
      }
      let barren = state.log.emptyRange(around: end - 1, for: wanted)
      if !barren.isEmpty {
        end = barren.lowerBound
      } else if let index {
        guard let match = index.previous(before: end) else { return nil }
        if match == end - 1, isRow(match) { return match }
        end = match == end - 1 ? match : match + 1
      } else if isRow(end - 1) {
        return end - 1
      } else {
        end -= 1
      }
    }
    return nil
  }

  /// More rows than this there are not, so that nobody looks for them through the whole log.
  private var countLimit: Int {
    if let group, let rows = groups?.table.rows { return rows.indices.contains(group) ? rows[group].kept : .max }
    guard case .only(let type) = selection.types, type < state.types.rows.count else { return .max }
    return state.types.rows[type].kept
  }

  /// At most `count` rows from a position on.
  func rows(from position: Int, count: Int) -> [Int] {
    let count = min(count, countLimit)
    var rows: [Int] = []
    var next = position
    while rows.count < count, let row = first(from: next) {
      rows.append(row)
      next = row + 1
    }
    return rows
  }

  /// At most `count` rows that lie before a position, in order.
  func rows(before position: Int, count: Int) -> [Int] {
    let count = min(count, countLimit)
    var rows: [Int] = []
    var end = position
    while rows.count < count, let row = last(before: end) {
      rows.append(row)
      end = row
    }
    return rows.reversed()
  }

  /// The row `count` rows before a position, or the first one there is.
  func row(_ count: Int, before position: Int) -> Int? { rows(before: position, count: count).first }

  /// The row `count` rows after a position, or the last one there is.
  func row(_ count: Int, after position: Int) -> Int? { rows(from: position + 1, count: count).last }
}
