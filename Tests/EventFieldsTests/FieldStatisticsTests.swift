import EventFilter
import StreamModel
import TestSupport
import Testing
import Text

@testable import EventFields

@Suite struct FieldStatisticsTests {
  private static func statistics(_ data: [[UInt8]], backwards: Bool = false, epoch: Duration? = nil) -> FieldStatistics
  {
    var statistics = FieldStatistics(epoch: epoch)
    let order = backwards ? Array(data.indices.reversed()) : Array(data.indices)
    for index in order {
      data[index].withUnsafeBytes { statistics.add($0, at: Moment(.milliseconds(index * 100)), order: index) }
    }
    return statistics
  }

  private static func statistics(_ data: [String], epoch: Duration? = nil) -> FieldStatistics {
    statistics(data.map { Array($0.utf8) }, epoch: epoch)
  }

  private static func field(_ statistics: FieldStatistics, _ path: String) throws -> PathStatistics {
    try #require((0..<statistics.count).first { statistics.path($0).text == path }.map { statistics[$0] })
  }

  @Test(arguments: UInt64(0)..<120, [false, true])
  func `presence, kinds and counts are those of a plain reading`(seed: UInt64, backwards: Bool) throws {
    var json = RandomJSON(dice: SeededGenerator(seed: seed))
    var data = (0..<12).map { _ in Array(json.object(depth: 3).utf8) }
    data.append(Array("no JSON".utf8))
    // Members of one name, of which the last counts.
    let parts = (0..<4).map { _ in json.value(depth: 2) }
    data.append(Array(#"{"id":\#(parts[0]),"a":\#(parts[1]),"id":\#(parts[2]),"id":\#(parts[3])}"#.utf8))
    data.append(Array(json.value().utf8))
    var naive = NaiveFields()
    for data in data { naive.add(data) }
    let statistics = Self.statistics(data, backwards: backwards)
    #expect(statistics.events == data.count)
    #expect(!statistics.hasMorePaths)
    let found = (0..<statistics.count).filter { statistics[$0].events > 0 }
    #expect(Set(found.map { statistics.path($0).text }) == Set(naive.paths.keys))
    for index in found {
      let field = statistics[index]
      let expected = try #require(naive.paths[statistics.path(index).text])
      #expect(field.events == expected.events)
      #expect(field.values == expected.counts.values.reduce(0, +))
      #expect(field.nulls == expected.counts["null", default: 0])
      #expect(field.differentValues.count == expected.counts.count)
      let most = expected.counts.values.max() ?? 0
      #expect(field.mostOften?.count == (most > 1 || expected.counts.count == 1 ? most : nil))
      var table = ValueTable(statistics.path(index))
      for data in data { data.withUnsafeBytes { table.add($0, at: .start) } }
      #expect(table.rows.map(\.count).sorted() == expected.counts.values.sorted())
      #expect(table.events - table.without == expected.events)
    }
  }

  @Test func `absent and null are two things`() throws {
    let statistics = Self.statistics([#"{"a":null}"#, #"{"a":1}"#, #"{"b":2}"#, #"{"a":null,"b":null}"#, "prose"])
    let (a, b) = (try Self.field(statistics, ".a"), try Self.field(statistics, ".b"))
    #expect((a.events, a.nulls, a.kind) == (3, 2, .number))
    #expect((b.events, b.nulls, b.kind) == (2, 1, .number))
    #expect((statistics.events, statistics.notJSON) == (5, 1))
  }

  @Test(arguments: [
    (#"{"v":"x"}"#, PathStatistics.Kind.text), (#"{"v":-1.5e3}"#, .number), (#"{"v":false}"#, .boolean),
    (#"{"v":null}"#, .null),
  ])
  func `kinds`(data: String, kind: PathStatistics.Kind) throws {
    #expect(try Self.field(Self.statistics([data, data]), ".v").kind == kind)
    let mixed = kind == .boolean ? #"{"v":"x"}"# : #"{"v":true}"#
    #expect(try Self.field(Self.statistics([data, mixed]), ".v").kind == (kind == .null ? .boolean : .mixed))
  }

  @Test func `elements of arrays share a path, and names need not be words`() throws {
    let statistics = Self.statistics([
      #"{"items":[{"sku":"a"},{"sku":"b"},{"sku":"a"}],"a.b":{"c d":[[1],[2,3]]},"ключ":1,"":2,"\"q\"":3}"#
    ])
    #expect(
      Set((0..<statistics.count).map { statistics.path($0).text }) == [
        ".items[].sku", #".["a.b"]["c d"][][]"#, #".["ключ"]"#, #".[""]"#, #".["\"q\""]"#,
      ])
    let sku = try Self.field(statistics, ".items[].sku")
    #expect((sku.events, sku.values, sku.differentValues.count) == (1, 3, 2))
    #expect(sku.mostOften?.value == PathStatistics.Value(text: "a", isText: true, isCut: false))
  }

  @Test func `the whole of the data can be the value`() throws {
    let whole = try Self.field(Self.statistics(["0.5", "0.25", "0.75"]), ".")
    #expect(whole.mean?.text == "0.5")
    #expect(whole.least == Array("0.25".utf8))
    #expect(whole.greatest == Array("0.75".utf8))
    #expect(whole.latest.text == "0.75")
  }

  @Test func `the latest is of the latest event, whatever was taken in first`() throws {
    let data = (0..<10).map { Array("{\"n\":\($0)}".utf8) }
    #expect(try Self.field(Self.statistics(data, backwards: true), ".n").latest.text == "9")
  }

  @Test func `the digits of numbers stay`() throws {
    let long = "1234567890123456789012345678901234567890.00"
    let field = try Self.field(Self.statistics([#"{"n":\#(long)}"#, #"{"n":1e3}"#]), ".n")
    #expect(field.greatest == Array(long.utf8))
    #expect(field.least == Array("1e3".utf8))
    #expect(field.mean?.text == "617283945061728394506172839500000000000")
  }

  @Test func `of 5000 values every count is exact`() {
    var dice = SeededGenerator(seed: 8)
    var expected: [String: Int] = [:]
    var table = ValueTable(JSONPath([.key(Array("v".utf8))]))
    for index in 0..<40_000 {
      let value = "value \(Int.random(in: 0..<Int.random(in: 1...5000, using: &dice), using: &dice))"
      expected[value, default: 0] += 1
      Array(#"{"v":"\#(value)","w":[1,2]}"#.utf8).withUnsafeBytes { table.add($0, at: Moment(.milliseconds(index))) }
    }
    #expect(table.rows.count == expected.count)
    for row in table.rows { #expect(row.count == expected[row.key.name]) }
  }

  @Test func `values beyond the limits are one row`() {
    var table = ValueTable(JSONPath([.key(Array("v".utf8))]))
    for index in 0..<ValueTable.limit + 50 {
      Array(#"{"v":\#(index)}"#.utf8).withUnsafeBytes { table.add($0, at: .start) }
    }
    let long = String(repeating: "x", count: ValueTable.keyLimit + 1)
    Array(#"{"v":"\#(long)"}"#.utf8).withUnsafeBytes { table.add($0, at: .start) }
    #expect(table.rows.count == ValueTable.limit + 1)
    #expect(table.rows.first { $0.key == .others }?.count == 51)
    #expect(table.values == ValueTable.limit + 51)
  }

  @Test(arguments: [false, true]) func `a minute has sixty bars, a second each`(backwards: Bool) throws {
    // Ten events a second; the numbers grow with the seconds, and the texts are fewer in every third one.
    let data = (0..<900).map { index in
      index / 10 % 3 == 0 && index % 10 > 3 ? #"{"n":\#(index / 10)}"# : #"{"n":\#(index / 10),"t":"x"}"#
    }
    let statistics = Self.statistics(data.map { Array($0.utf8) }, backwards: backwards)
    let now = Moment(.milliseconds(89_950))
    let (numbers, texts) = (try Self.field(statistics, ".n"), try Self.field(statistics, ".t"))
    let slopes = numbers.bars(60, at: now)
    #expect(slopes.count == 60)
    #expect(zip(slopes, slopes.dropFirst()).allSatisfy { abs($1 - $0 - 7.0 / 59) < 1e-9 })
    let counts = texts.bars(60, at: now)
    #expect(counts.dropLast() == (30..<89).map { $0 % 3 == 0 ? 4 : 10 }[...])
    #expect(texts.bars(20, at: now).count == 20 && texts.bars(15, at: now).count <= 15)
    #expect(texts.bars(200, at: now).count == 60)
  }

  @Test func `four hundred paths all have their row`() {
    let data = "{" + (0..<400).map { #""key \#($0)":\#($0)"# }.joined(separator: ",") + "}"
    let statistics = Self.statistics([String](repeating: data, count: 300))
    #expect(statistics.count == 400)
    #expect(!statistics.hasMorePaths)
    #expect(statistics.byteCount <= FieldStatistics.byteLimit)
  }

  @Test(arguments: UInt64(0)..<4) func `whatever comes, memory is bounded and frequent paths stay`(seed: UInt64) throws
  {
    var dice = SeededGenerator(seed: seed)
    var statistics = FieldStatistics()
    for event in 0..<3000 {
      let rest = (0..<20).map { _ in
        let value = (0..<8).map { _ in "\(UInt64.random(in: 0 ... .max, using: &dice))" }.joined()
        return #""\#(UInt64.random(in: 0 ... .max, using: &dice))":{"x":"\#(value)"}"#
      }
      let data = Array("{\"steady\":\(event % 7),\(rest.joined(separator: ","))}".utf8)
      data.withUnsafeBytes { statistics.add($0, at: .start, order: event) }
      #expect(statistics.byteCount <= FieldStatistics.byteLimit)
      #expect(statistics.count <= FieldStatistics.pathLimit)
    }
    #expect(statistics.hasMorePaths)
    let steady = try Self.field(statistics, ".steady")
    #expect((steady.events, steady.isAtLeast) == (3000, false))
    #expect(steady.differentValues.count == 7)
    // Paths that came when others had been refused may have been there before.
    for index in 0..<statistics.count where statistics[index].events < 100 {
      if !statistics[index].isAtLeast { #expect(statistics[index].events <= 1) }
    }
  }

  @Test(arguments: UInt64(0)..<60) func `hostile data is taken in, whatever it is`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let data = (0..<30).map { _ in
      Array(#"{""#.utf8) + dice.hostileBytes(count: 6) + Array(#"":[""#.utf8) + dice.hostileBytes(count: 6)
        + Array(#"",{"k":null}]}"#.utf8)
    }
    #expect(Self.statistics(data).events == data.count)
  }

  @Test func `what lies too deep or has too long a name makes nothing else uncertain, and drops nothing`() throws {
    let nested = String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40)
    let long = #"{"\#(String(repeating: "k", count: PathTree.keyLimit + 1))":1}"#
    let common = [String](repeating: #"{"n":1}"#, count: 2000)
    let statistics = Self.statistics([nested, long, #"{"rare":1}"#] + common)
    #expect(statistics.hasMorePaths)
    for (path, events) in [(".rare", 1), (".n", 2000)] {
      let field = try Self.field(statistics, path)
      #expect((field.events, field.isAtLeast) == (events, false), "\(path)")
    }
  }

  @Test func `deep and wide texts do not stop it`() {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let nested = String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40)
    let wide = "[" + String(repeating: "1,", count: 100_000) + "1]"
    let statistics = Self.statistics([deep, nested, wide, String(repeating: " ", count: 1 << 20) + "1", "[1]"])
    #expect(statistics.tooLarge == 3)
    #expect(statistics.hasMorePaths)
    #expect(statistics.count == 1)
  }

  @Test func `a time is told by its age`() throws {
    let epoch = Duration.seconds(1_795_000_000)
    let data = (0..<5).map { index in
      let ms = 1_795_000_000_000 + index * 100 - 250
      return #"{"ms":\#(ms),"s":\#(Double(ms) / 1000),"iso":"2026-11-18T06:26:39.750+01:00","n":\#(index)}"#
    }
    let statistics = Self.statistics(data, epoch: epoch)
    for path in [".ms", ".s"] {
      let field = try Self.field(statistics, path)
      #expect(field.kind == .time)
      let age = try #require(field.age)
      #expect(abs(age.least - 250e6) < 1e6 && abs(age.greatest - 250e6) < 1e6)
    }
    #expect(try Self.field(statistics, ".n").kind == .number)
    #expect(try Self.field(statistics, ".iso").kind == .time)
    #expect(try Self.field(Self.statistics(data), ".iso").kind == .text)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0.0), ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T23:00:00-0100", 0),
    ("2026-11-21T05:00:00.5Z", 1_795_237_200.5), ("2024-02-29 12:00:00Z", 1_709_208_000),
  ])
  func `ISO 8601`(text: String, seconds: Double) {
    #expect(Array(text.utf8).withUnsafeBytes { TimeValue.nanoseconds($0) } == seconds * 1e9)
  }

  @Test(arguments: ["2026-11-21", "2026-11-21T05:00:00", "2026-13-21T05:00:00Z", "2026-11-21T05:00:00.Z", "x"])
  func `what is no time`(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { TimeValue.nanoseconds($0) } == nil)
  }

  @Test func `the course of a minute is the same in any order`() throws {
    let data = (0..<900).map { Array(#"{"n":\#($0 % 10 == 3 ? "null" : "\($0)"),"t":"x"}"#.utf8) }
    let (forwards, backwards) = (Self.statistics(data), Self.statistics(data, backwards: true))
    for path in [".n", ".t"] {
      let bars = try Self.field(forwards, path).bars(15, at: Moment(.seconds(90)))
      let other = try Self.field(backwards, path).bars(15, at: Moment(.seconds(90)))
      #expect(bars.count == 15)
      for (left, right) in zip(bars, other) { #expect(abs(left - right) < 1e-6) }
      for limit in 0...20 {
        let bars = try Self.field(forwards, path).bars(limit, at: Moment(.seconds(90)))
        #expect(bars.count <= limit && (limit == 0 || bars.count > min(limit, 15) / 2))
        #expect(bars.allSatisfy { $0 > 0 })
      }
    }
  }

  // MARK: - Against other programs

  @Test(.enabled(if: ReferenceTool.python != nil, "the python3 command is not installed"), arguments: UInt64(0)..<8)
  func `least, greatest and mean are those of Python's decimals`(seed: UInt64) throws {
    let python = try #require(ReferenceTool.python)
    var json = RandomJSON(dice: SeededGenerator(seed: seed))
    let numbers = (0..<400).map { _ in json.number() }
    let field = try Self.field(Self.statistics(numbers.map { #"{"n":\#($0)}"# }), ".n")
    let script = """
      import sys
      from decimal import Decimal, getcontext
      numbers = [Decimal(line) for line in sys.stdin.read().split()]
      getcontext().prec = 400
      total = sum(numbers)
      getcontext().prec = 28
      least, greatest, mean = (Decimal(text) for text in sys.argv[1:])
      assert least == min(numbers), (least, min(numbers))
      assert greatest == max(numbers), (greatest, max(numbers))
      assert mean == total / len(numbers), (mean, total / len(numbers))
      print("same")
      """
    let arguments = try [field.least, field.greatest, #require(field.mean).text.utf8.map(\.self)].map {
      String(decoding: try #require($0), as: UTF8.self)
    }
    let output = try python.run(["-c", script] + arguments, input: Array(numbers.joined(separator: "\n").utf8))
    #expect(String(decoding: output, as: UTF8.self) == "same\n")
  }

  @Test(.enabled(if: ReferenceTool.jq != nil, "the jq command is not installed"), arguments: UInt64(0)..<6)
  func `counts are those of jq`(seed: UInt64) throws {
    let jq = try #require(ReferenceTool.jq)
    var dice = SeededGenerator(seed: seed)
    let data = (0..<400).map { _ -> String in
      let items = (0..<Int.random(in: 0...3, using: &dice)).map { _ in
        #"{"sku":"s\#(Int.random(in: 0...5, using: &dice))","odd key":\#(Bool.random(using: &dice))}"#
      }
      return #"{"items":[\#(items.joined(separator: ","))],"n":\#(Int.random(in: -9...9, using: &dice))}"#
    }
    let statistics = Self.statistics(data)
    for index in 0..<statistics.count {
      let path = statistics.path(index)
      let output = try jq.run(["-c", path.text], input: Array(data.joined(separator: "\n").utf8))
      let expected = Dictionary(grouping: String(decoding: output, as: UTF8.self).split(separator: "\n")) { $0 }
        .mapValues(\.count)
      var table = ValueTable(path)
      for text in data { Array(text.utf8).withUnsafeBytes { table.add($0, at: .start) } }
      #expect(table.rows.map(\.count).sorted() == expected.values.sorted())
      #expect(statistics[index].differentValues.count == expected.count)
      #expect(statistics[index].mostOften?.count == expected.values.max())
    }
  }
}
