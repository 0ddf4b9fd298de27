/// By which column a table is sorted, and whether the other way round than that column begins with.
struct TableSort: Equatable, Sendable {
  var column = 0
  var isInverted = false

  /// Goes to a neighbouring column, which begins with the direction that suits it.
  mutating func move(by step: Int, of count: Int) { move(by: step, among: Array(0..<count)) }

  /// Goes to a neighbour among these columns, which are in order.
  mutating func move(by step: Int, among columns: [Int]) {
    let next = step > 0 ? columns.first { $0 > column } : columns.last { $0 < column }
    if let next { self = TableSort(column: next) }
  }
}

extension Array where Element == Int {
  /// These rows in the order of their keys; equal ones in the order of their numbers.
  func sorted<Key: Comparable>(greatestFirst: Bool = false, by key: (Int) -> Key) -> [Int] {
    let keyed = enumerated().map { (key: key($1), place: $0, row: $1) }
    return keyed.sorted { left, right in
      guard left.key != right.key else { return left.place < right.place }
      return greatestFirst ? left.key > right.key : left.key < right.key
    }.map(\.row)
  }
}
