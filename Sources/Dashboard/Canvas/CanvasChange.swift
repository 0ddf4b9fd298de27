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
    let rows = first...last
    // Rows that both canvases share need not be looked at.
    return scroll(old.places(of: rows), new.places(of: rows), first: first)
      ?? scroll(old.hashes(of: rows), new.hashes(of: rows), first: first)
  }

  /// - Parameters:
  ///   - before: a number for each row, the same for rows that are the same.
  ///   - first: which row of the canvas the first one is.
  private static func scroll(_ before: [UInt64], _ after: [UInt64], first: Int) -> CanvasChange.Scroll? {
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
    let places = zip(before, before.indices).sorted { $0 < $1 }
    // One for each shift, from the farthest down to the farthest up.
    var votes = Array(repeating: 0, count: before.count + after.count)
    for (row, hash) in after.enumerated() {
      let first = Self.first(hash, in: places)
      guard first < places.count, places[first].0 == hash else { continue }
      // A row that stands there several times, as a blank one, says nothing.
      guard first + 1 == places.count || places[first + 1].0 != hash, places[first].1 != row else { continue }
      votes[places[first].1 - row + after.count] += 1
    }
    let shifts = votes.indices.filter { votes[$0] > 0 }.map { (votes: votes[$0], rows: $0 - after.count) }
    return shifts.max { ($0.votes, -abs($0.rows), $0.rows) < ($1.votes, -abs($1.rows), $1.rows) }?.rows
  }

  /// Where a hash stands first, or would.
  private static func first(_ hash: UInt64, in places: [(UInt64, Int)]) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].0 < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
