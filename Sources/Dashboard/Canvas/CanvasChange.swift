/// What brings a screen from one canvas to the next: first a scroll, if rows have moved, then cells to write.
public struct CanvasChange: Equatable, Sendable {
  /// Rows that move within a part of the screen; what comes in at its edge is blank.
  public struct Scroll: Equatable, Sendable {
    public let region: Range<Int>
    /// How many rows up; negative for down.
    public let rows: Int
  }

  /// Cells of one row that are to be written.
  public struct Run: Equatable, Sendable {
    public let row: Int
    public let columns: Range<Int>
  }

  public private(set) var scroll: Scroll?
  public private(set) var runs: [Run] = []

  /// - Parameters:
  ///   - old: what the screen shows; `nil` if that is unknown or of another size.
  ///   - new: what it is to show.
  public init(from old: Canvas?, to new: Canvas) {
    guard let old, old.columns == new.columns, old.rows == new.rows else {
      runs = (0..<new.rows).map { Run(row: $0, columns: 0..<new.columns) }
      return
    }
    let changed = (0..<new.rows).filter { !new.hasSameRow($0, as: old, at: $0) }
    scroll = RowShift.scroll(from: old, to: new, changed: changed)
    for row in scroll == nil ? changed : Array(0..<new.rows) {
      guard let before = source(of: row) else {
        runs.append(Run(row: row, columns: 0..<new.columns))
        continue
      }
      guard !new.hasSameRow(row, as: old, at: before),
        let columns = Self.difference(old.row(before), new.row(row))
      else { continue }
      runs.append(Run(row: row, columns: columns))
    }
  }

  /// The row of the old screen that stands at `row` after the scroll; `nil` for a blank one.
  func source(of row: Int) -> Int? {
    guard let scroll, scroll.region.contains(row) else { return row }
    return scroll.region.contains(row + scroll.rows) ? row + scroll.rows : nil
  }

  /// From the first to the last cell that differs; no wide character is cut, neither the old nor the new one.
  private static func difference(_ old: ArraySlice<Cell>, _ new: ArraySlice<Cell>) -> Range<Int>? {
    let shift = old.startIndex - new.startIndex
    guard var first = new.indices.first(where: { new[$0] != old[$0 + shift] }),
      var last = new.indices.last(where: { new[$0] != old[$0 + shift] })
    else { return nil }
    func isHalf(_ index: Int) -> Bool { new[index].isContinuation || old[index + shift].isContinuation }
    while first > new.startIndex, isHalf(first) { first -= 1 }
    while last + 1 < new.endIndex, isHalf(last + 1) { last += 1 }
    return first - new.startIndex..<last + 1 - new.startIndex
  }
}

/// Finds rows that have moved up or down together.
enum RowShift {
  /// Below this many rows a scroll does not pay.
  private static let fewest = 3

  /// - Parameter changed: the rows that differ.
  static func scroll(from old: Canvas, to new: Canvas, changed: [Int]) -> CanvasChange.Scroll? {
    guard changed.count >= fewest, let first = changed.first, let last = changed.last else { return nil }
    let before = old.hashes(of: first...last)
    let after = new.hashes(of: first...last)
    guard let shift = commonest(before, after) else { return nil }
    let moved = after.indices.filter { before.indices.contains($0 + shift) && after[$0] == before[$0 + shift] }
    guard let top = moved.first, let bottom = moved.last else { return nil }
    let region = min(top, top + shift)..<max(bottom, bottom + shift) + 1
    // Rows that stood still in there are torn away and have to be written again.
    let still = region.filter { after[$0] == before[$0] }.count
    guard moved.count >= fewest, moved.count > still else { return nil }
    return CanvasChange.Scroll(region: region.lowerBound + first..<region.upperBound + first, rows: shift)
  }

  /// The shift that most rows which stand in the old picture once agree on; `nil` if there is none but 0.
  private static func commonest(_ before: [UInt64], _ after: [UInt64]) -> Int? {
    // A row that stands there several times, as a blank one, says nothing.
    var places: [UInt64: Int] = [:]
    for (row, hash) in before.enumerated() { places[hash] = places[hash] == nil ? row : -1 }
    var votes: [Int: Int] = [:]
    for (row, hash) in after.enumerated() {
      if let place = places[hash], place >= 0, place != row { votes[place - row, default: 0] += 1 }
    }
    return votes.max { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }?.key
  }
}
