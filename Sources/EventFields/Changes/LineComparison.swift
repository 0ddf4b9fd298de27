/// Compares two texts by their lines: the longest common subsequence of what lies between their common beginning and
/// end, where that is short enough to look for.
enum LineComparison {
  /// Pairs of lines that are looked at; of more, all old ones are gone and all new ones are added.
  private static let pairLimit = 250_000

  /// - Returns: `nil` if there are too many lines, or no more than one in both.
  static func lines(from old: [UInt8], to new: [UInt8]) -> [Changes.Line]? {
    guard let from = split(old), let to = split(new), max(from.count, to.count) > 1 || old == new else { return nil }
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: Range<Int>, _ text: [UInt8]) -> Int {
      if let known = numbers[text[line]] { return known }
      numbers[text[line]] = numbers.count
      return numbers.count - 1
    }
    let (before, after) = (from.map { number($0, old) }, to.map { number($0, new) })
    let start = zip(before, after).prefix { $0 == $1 }.count
    let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed()).prefix { $0 == $1 }.count

    var lines: [Changes.Line] = [.unchanged(start)]
    var (left, right) = (start, start)
    func receive(_ index: Int, isOld: Bool) {
      lines.append(
        Changes.Line(
          kind: isOld ? .gone : .added, place: .line(index + 1), old: isOld ? from[index] : 0..<0,
          new: isOld ? 0..<0 : to[index]))
    }
    for (common, partner) in commonLines(before[start..<before.count - end], after[start..<after.count - end]) {
      while left < common {
        receive(left, isOld: true)
        left += 1
      }
      while right < partner {
        receive(right, isOld: false)
        right += 1
      }
      lines.append(.unchanged(1))
      (left, right) = (left + 1, right + 1)
    }
    while left < before.count - end {
      receive(left, isOld: true)
      left += 1
    }
    while right < after.count - end {
      receive(right, isOld: false)
      right += 1
    }
    lines.append(.unchanged(end))
    return lines
  }

  /// Where the lines lie; `nil` if there are too many.
  private static func split(_ text: [UInt8]) -> [Range<Int>]? {
    var lines: [Range<Int>] = []
    var start = 0
    for index in text.indices where text[index] == 0x0A {
      guard lines.count < Changes.lineLimit else { return nil }
      lines.append(start..<index)
      start = index + 1
    }
    guard lines.count < Changes.lineLimit else { return nil }
    return lines + [start..<text.count]
  }

  /// The places of the lines that stay, in their order.
  private static func commonLines(_ before: ArraySlice<Int>, _ after: ArraySlice<Int>) -> [(Int, Int)] {
    guard !before.isEmpty, !after.isEmpty, before.count * after.count <= pairLimit else { return [] }
    let columns = after.count + 1
    // How many lines two ends have in common at most.
    var lengths = [UInt16](repeating: 0, count: (before.count + 1) * columns)
    for row in stride(from: before.count - 1, through: 0, by: -1) {
      for column in stride(from: after.count - 1, through: 0, by: -1) {
        let isSame = before[before.startIndex + row] == after[after.startIndex + column]
        lengths[row * columns + column] =
          isSame
          ? lengths[(row + 1) * columns + column + 1] + 1
          : max(lengths[(row + 1) * columns + column], lengths[row * columns + column + 1])
      }
    }
    var common: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < before.count, column < after.count {
      if before[before.startIndex + row] == after[after.startIndex + column] {
        common.append((before.startIndex + row, after.startIndex + column))
        (row, column) = (row + 1, column + 1)
      } else if lengths[(row + 1) * columns + column] >= lengths[row * columns + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return common
  }
}
