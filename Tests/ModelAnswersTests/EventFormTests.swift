import ModelAnswers
import StreamModel
import TestSupport
import Testing
import Text

/// Events that look alike are read without the table: that must not be seen.
@Suite struct EventFormTests {
  @Test("with other texts and numbers, and some events again, the forms change nothing", arguments: Wire.all)
  func sameWithoutForms(_ wire: Wire) {
    var dice = SeededGenerator(seed: UInt64(wire.bytes.count))
    for _ in 0..<60 {
      let bytes = Self.varied(wire.bytes, isLines: wire.isLines, &dice)
      var with = AnswerRun(DialectChoice(name: wire.dialect), isLines: wire.isLines, tellsChanges: true)
      var without = AnswerRun(
        DialectChoice(name: wire.dialect), isLines: wire.isLines, tellsChanges: true, usesForms: false)
      with.body(bytes)
      without.body(bytes)
      #expect(with.blocks == without.blocks)
      #expect(with.answers == without.answers)
      #expect(with.changes == without.changes)
      #expect(with.current?.blocks.map(\.text) == without.current?.blocks.map(\.text))
      #expect(with.current?.others.map(\.name) == without.current?.others.map(\.name))
    }
  }

  /// The events of a wire, each some times, with bytes of strings and digits that are others.
  private static func varied(_ wire: [UInt8], isLines: Bool, _ dice: inout SeededGenerator) -> [UInt8] {
    var varied: [UInt8] = []
    for event in events(wire, isLines: isLines) {
      for _ in 0..<(Int.random(in: 0..<3, using: &dice) == 0 ? 4 : 1) {
        varied += Int.random(in: 0..<4, using: &dice) == 0 ? Array(event) : changed(Array(event), &dice)
      }
    }
    return varied
  }

  private static func events(_ wire: [UInt8], isLines: Bool) -> [ArraySlice<UInt8>] {
    var events: [ArraySlice<UInt8>] = []
    var start = 0
    for index in wire.indices where wire[index] == UInt8(ascii: "\n") {
      guard isLines || index > start && wire[index - 1] == UInt8(ascii: "\n") else { continue }
      events.append(wire[start...index])
      start = index + 1
    }
    return events + (start < wire.count ? [wire[start...]] : [])
  }

  /// Few of its letters and digits are others; now and then an escape or a character of several bytes comes in.
  private static func changed(_ event: [UInt8], _ dice: inout SeededGenerator) -> [UInt8] {
    var changed: [UInt8] = []
    let begin = event.firstIndex(of: UInt8(ascii: "{")) ?? event.count
    for (index, byte) in event.enumerated() {
      let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      guard index > begin, isLetter || isDigit, Int.random(in: 0..<60, using: &dice) == 0 else {
        changed.append(byte)
        continue
      }
      if isDigit {
        changed.append(UInt8(ascii: "0") + UInt8.random(in: 0..<10, using: &dice))
      } else {
        let texts = ["q", #"\n"#, #"\""#, "é", #"\ud83d"#, #"\ude00"#, "🙂", "", "zz"]
        changed += Array((texts.randomElement(using: &dice) ?? "").utf8)
      }
    }
    return changed
  }

  @Test func `a form takes other scalars of the same kind, and nothing else`() throws {
    let text = Array(#"{"a": "x", "n":[1,{"b":"y"}],"e":""}"#.utf8)
    let form = text.withUnsafeBytes {
      JSONForm($0, holes: [(6..<9, .string), (16..<17, .number), (23..<26, .string)])
    }
    func scalars(_ text: String) -> [String]? {
      var scalars: [JSONForm.Scalar] = []
      let bytes = Array(text.utf8)
      guard bytes.withUnsafeBytes({ form.fits($0, &scalars) }) else { return nil }
      return scalars.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
    #expect(scalars(#"{"a": "x", "n":[1,{"b":"y"}],"e":""}"#) == [#""x""#, "1", #""y""#])
    #expect(scalars(#"{"a": "\"]", "n":[-2.5e9,{"b":"long enough for more than sixteen bytes"}],"e":""}"#)?.count == 3)
    for other in [
      #"{"a": "", "n":[1,{"b":"y"}],"e":""}"#, #"{"a": "x", "n":[01,{"b":"y"}],"e":""}"#,
      #"{"a": 1, "n":[1,{"b":"y"}],"e":""}"#, #"{"a":"x", "n":[1,{"b":"y"}],"e":""}"#,
      #"{"a": "x", "n":[1,{"c":"y"}],"e":""}"#, #"{"a": "x", "n":[1,{"b":"y"}],"e":""} "#,
      #"{"a": "x", "n":[1,{"b":"y"}],"e":"#, #"{"a": "x"#, "", #"{"a": "\x", "n":[1,{"b":"y"}],"e":""}"#,
      #"{"a": "x", "n":[,{"b":"y"}],"e":""}"#,
    ] { #expect(scalars(other) == nil, "\(other)") }
  }

  @Test func `choices side by side, and thinking in the midst of it, keep their texts apart`() {
    var run = AnswerRun()
    run.begin()
    run.event(#"{"id":"i","model":"m","choices":[{"index":0,"delta":{"role":"assistant"}}]}"#)
    for round in 0..<50 {
      for choice in 0..<3 {
        let choices = #"[{"index":\#(choice),"delta":{"content":"\#(choice)"}}]"#
        run.event(#"{"id":"i","model":"m","n":\#(round),"choices":\#(choices)}"#)
      }
      run.event(#"{"id":"i","model":"m","choices":[{"index":0,"delta":{"reasoning":"r","content":null}}]}"#)
    }
    let texts = run.current?.blocks.map { String(decoding: $0.shownText, as: UTF8.self) }
    #expect(texts?.sorted() == ["0", "1", "2", "r"].map { String(repeating: $0, count: 50) })
    #expect(run.answers.first?.times.chunks == 200)
  }
}
