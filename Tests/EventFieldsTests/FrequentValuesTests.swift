import StreamModel
import TestSupport
import Testing
import Text

@testable import EventFields

/// Counts of values against those of a table that remembers everything.
@Suite struct FrequentValuesTests {
  enum Spread: String, CaseIterable, Sendable {
    /// Few values make up most.
    case zipf
    case uniform
    /// Some are frequent, and thousands are not.
    case longTail
    /// Every value is new.
    case unique
    /// New ones come and old ones do not come again.
    case rotating
    /// Values that came once, then one that comes again and again.
    case late

    func value(_ index: Int, of count: Int, _ dice: inout SeededGenerator) -> Int {
      switch self {
      case .zipf: return Int(5000 / Double.random(in: 1..<5000, using: &dice)) - 1
      case .uniform: return Int.random(in: 0..<5000, using: &dice)
      case .longTail: return (index % 2 == 0 ? Self.zipf : .uniform).value(index, of: count, &dice)
      case .unique: return index
      case .rotating: return index / 40 * 3 + Int.random(in: 0..<10, using: &dice)
      case .late: return index < count / 2 || index % 3 == 0 ? index : -1
      }
    }
  }

  private static func data(_ spreads: [Spread], events: Int, copies: Int = 1, seed: UInt64) -> [[String: String]] {
    var dice = SeededGenerator(seed: seed)
    return (0..<events).map { index in
      var row: [String: String] = [:]
      for spread in spreads {
        for copy in 0..<copies {
          row["\(spread.rawValue)\(copy)"] = "\(spread) \(spread.value(index, of: events, &dice))"
        }
      }
      return row
    }
  }

  /// Whatever is told holds: what is told to be exact is, and a lower bound is one.
  private static func check(_ statistics: FieldStatistics, against rows: [[String: String]]) throws {
    var exact: [String: [String: Int]] = [:]
    for row in rows { for (name, value) in row { exact[name, default: [:]][value, default: 0] += 1 } }
    #expect(statistics.count == exact.count)
    for index in 0..<statistics.count {
      let name = String(statistics.path(index).text.dropFirst())
      let counts = try #require(exact[name])
      let (different, most) = (statistics[index].differentValues, counts.values.max() ?? 0)
      if different.hasMore {
        #expect(different.count < counts.count)
      } else {
        #expect(different.count == counts.count, "\(name)")
      }
      guard let told = statistics[index].mostOften else {
        #expect(most * 50 < rows.count, "\(name)")
        continue
      }
      let count = counts[told.value.text, default: 0]
      if told.isAtLeast {
        #expect(told.count <= count, "\(name)")
      } else {
        #expect(told.count == count && count == most, "\(name)")
      }
    }
    #expect(statistics.byteCount <= FieldStatistics.byteLimit)
  }

  private static func statistics(_ rows: [[String: String]], _ order: [Int]) -> FieldStatistics {
    var statistics = FieldStatistics()
    for index in order {
      let members = rows[index].sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
      Array("{\(members.joined(separator: ","))}".utf8).withUnsafeBytes {
        statistics.add($0, at: .start, order: index)
      }
    }
    return statistics
  }

  @Test(arguments: Spread.allCases, UInt64(0)..<2)
  func `what is told of a path holds, in any order`(spread: Spread, seed: UInt64) throws {
    let rows = Self.data([spread], events: 5000, seed: seed)
    var dice = SeededGenerator(seed: seed)
    for order in [Array(rows.indices), rows.indices.reversed(), rows.indices.shuffled(using: &dice)] {
      try Self.check(Self.statistics(rows, order), against: rows)
    }
  }

  @Test func `of one path the most frequent of 5000 values is exact`() throws {
    let rows = Self.data([.longTail], events: 20_000, seed: 3)
    let field = Self.statistics(rows, Array(rows.indices))[0]
    #expect(field.differentValues == (ValueCounts.limit, true))
    #expect(try #require(field.mostOften).isAtLeast == false)
  }

  @Test func `a value that comes late is found, and told as a lower bound`() throws {
    let rows = Self.data([.late], events: 20_000, seed: 3)
    let told = try #require(Self.statistics(rows, Array(rows.indices))[0].mostOften)
    #expect(told.value.text == "late -1")
    #expect(told.isAtLeast && told.count > 6000)
  }

  @Test func `four hundred paths with thousands of values share the room`() throws {
    let rows = Self.data([.zipf, .uniform, .unique, .rotating], events: 1500, copies: 100, seed: 9)
    let statistics = Self.statistics(rows, rows.indices.reversed())
    try Self.check(statistics, against: rows)
    for index in 0..<statistics.count {
      let (path, field) = (statistics.path(index).text, statistics[index])
      #expect(!field.differentValues.hasMore || field.differentValues.count >= 190, "\(path)")
      if path.hasPrefix(".zipf") { #expect(field.mostOften?.isAtLeast == false, "\(path)") }
    }
  }

  @Test func `few values are exact beside hundreds of paths with nothing but new ones`() throws {
    let rows = Self.data([.unique], events: 1200, copies: 300, seed: 2).enumerated().map { index, row in
      var row = row
      for path in 0..<100 { row["z\(path)"] = "value \(index * (path + 1) % 700)" }
      return row
    }
    let statistics = Self.statistics(rows, Array(rows.indices))
    try Self.check(statistics, against: rows)
    for index in 0..<statistics.count where statistics.path(index).text.hasPrefix(".z") {
      #expect(!statistics[index].differentValues.hasMore)
      #expect(try #require(statistics[index].mostOften).isAtLeast == false)
    }
  }
}
