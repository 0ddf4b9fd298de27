import StreamModel

/// Which events the feed shows.
public enum TypeFilter: Equatable, Sendable {
  case all
  /// The type with this index in the type table.
  case only(Int)
}

/// Finds the log's records that are rows of the feed.
struct FeedReader {
  let state: StreamState
  let filter: TypeFilter

  /// Comments are no rows; notices are where all types are shown.
  func isRow(_ position: Int) -> Bool {
    let record = state.log[position]
    return switch (record.kind, filter) {
    case (.event, .all), (.overlong, .all): true
    case (.notice, .all): state.notice(record) != nil
    case (.event, .only(let type)): Int(record.type) == type
    default: false
    }
  }

  /// The first row at or after a position.
  func first(from position: Int) -> Int? {
    let positions = state.log.positions
    var next = max(position, positions.lowerBound)
    while next < positions.upperBound {
      let barren = state.log.barren(around: next, type: type)
      if !barren.isEmpty {
        next = barren.upperBound
      } else if isRow(next) {
        return next
      } else {
        next += 1
      }
    }
    return nil
  }

  private var type: Int? { if case .only(let type) = filter { type } else { nil } }

  /// The last row before a position.
  func last(before position: Int) -> Int? {
    let positions = state.log.positions
    var end = min(position, positions.upperBound)
    while end > positions.lowerBound {
      let barren = state.log.barren(around: end - 1, type: type)
      if !barren.isEmpty {
        end = barren.lowerBound
      } else if isRow(end - 1) {
        return end - 1
      } else {
        end -= 1
      }
    }
    return nil
  }

  /// At most `count` rows from a position on.
  func rows(from position: Int, count: Int) -> [Int] {
    var rows: [Int] = []
    var next = position
    while rows.count < count, let row = first(from: next) {
      rows.append(row)
      next = row + 1
    }
    return rows
  }

  /// The row `count` rows before a position, or the first one there is.
  func row(_ count: Int, before position: Int) -> Int? {
    var row: Int?
    var end = position
    var left = count
    while left > 0, let previous = last(before: end) {
      (row, end, left) = (previous, previous, left - 1)
    }
    return row
  }

  /// The row `count` rows after a position, or the last one there is.
  func row(_ count: Int, after position: Int) -> Int? { rows(from: position + 1, count: count).last }
}
