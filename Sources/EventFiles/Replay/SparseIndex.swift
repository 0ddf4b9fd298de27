/// Places on the way through something long, from which one can go on: a bounded number of them, evenly spread.
///
/// Where there are too many, or they weigh too much, every other one goes and the distance between them doubles. The
/// first one always stays.
package struct SparseIndex<Entry> {
  package struct Limits: Equatable, Sendable {
    /// How many entries.
    package var count: Int
    /// Bytes that all of them hold on to.
    package var weight: Int

    package init(count: Int, weight: Int) { (self.count, self.weight) = (count, weight) }
  }

  private struct Row {
    var offset: Int
    var weight: Int
    var entry: Entry
  }

  private let limits: Limits
  private var rows: [Row] = []
  /// The least distance between two entries.
  package private(set) var spacing: Int
  /// Bytes that all of them hold on to.
  package private(set) var weight = 0

  package init(spacing: Int, limits: Limits) { (self.spacing, self.limits) = (spacing, limits) }

  package var count: Int { rows.count }
  package var entries: some RandomAccessCollection<Entry> { rows.lazy.map(\.entry) }

  /// Whether an entry at this offset is wanted: only what goes on beyond the last.
  package func isDue(at offset: Int) -> Bool { rows.last.map { offset >= $0.offset + spacing } ?? true }

  /// Adds an entry beyond the last one.
  package mutating func add(_ entry: Entry, at offset: Int, weight: Int) {
    guard isDue(at: offset) else { return }
    rows.append(Row(offset: offset, weight: weight, entry: entry))
    self.weight += weight
    while rows.count > limits.count || self.weight > limits.weight, rows.count > 2 { halve() }
  }

  private mutating func halve() {
    spacing *= 2
    rows = rows.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    weight = rows.reduce(0) { $0 + $1.weight }
  }
}
