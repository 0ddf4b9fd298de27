import Dashboard
import TestSupport
import Testing

@testable import sse_top

@Suite struct KeyDecoderTests {
  private func keys(_ text: String, _ decoder: KeyDecoder = KeyDecoder()) -> [Key] {
    var decoder = decoder
    return decoder.push(Array(text.utf8)) + decoder.settle()
  }

  private func mouse(_ action: Key.Mouse.Action, _ row: Int, _ column: Int) -> Key {
    .mouse(Key.Mouse(action, row: row, column: column))
  }

  @Test(
    arguments: [
      ("a", [.character("a")]), ("é漢", [.character("é"), .character("漢")]), ("\r\t\u{7F}", [.enter, .tab, .backspace]),
      ("\u{3}\u{1A}", [.control("c"), .control("z")]), ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
      ("\u{1B}b", [.alt("b")]), ("\u{1B}é", [.alt("é")]), ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]),
      ("\u{1B}\u{7F}", [.control("w")]), ("\u{1B}\u{3}", [.escape, .control("c")]),
      ("\u{1B}[A\u{1B}OB", [.up, .down]), ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[1;2D", [.wordRight, .wordLeft, .left]),
      ("\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", [.home, .end, .home, .end, .home, .end]),
      ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~\u{1B}[Z", [.insert, .delete, .pageUp, .pageDown, .backTab]),
      (
        "\u{1B}OP\u{1B}[[E\u{1B}[15~\u{1B}[24~\u{1B}[1;2P",
        [.function(1), .function(5), .function(5), .function(12), .function(1)]
      ),
      ("\u{1B}OM\u{1B}Oq", [.enter, "1"]),
    ] as [(String, [Key])])
  func `What terminals send is a key`(text: String, expected: [Key]) { #expect(keys(text) == expected) }

  @Test(arguments: [
    "\u{1B}[?1;2c", "\u{1B}[I", "\u{1B}[99~", "\u{1B}[57414u", "\u{1B}[0n", "\u{1B}Oz", "\u{1B}[35;1$y",
  ])
  func `A sequence that is no key is passed over whole`(text: String) { #expect(keys(text + "q") == ["q"]) }

  @Test func `What a description names counts first`() {
    let named: [[UInt8]: Key] = [Array("\u{1B}[M".utf8): .function(1), Array("\u{1B}[[~x".utf8): .home]
    #expect(keys("\u{1B}[Mq\u{1B}[[~x\u{1B}[[A", KeyDecoder(named: named)) == [.function(1), "q", .home, .function(1)])
  }

  @Test func `Esc alone waits for what may follow, and is Esc when nothing does`() {
    var decoder = KeyDecoder()
    #expect(decoder.push([0x1B]).isEmpty)
    #expect(decoder.isUnsettled)
    #expect(decoder.settle() == [.escape])
    #expect(!decoder.isUnsettled && decoder.settle().isEmpty)
  }

  @Test func `A wheel that is cut anywhere is never Esc`() {
    let flood = Array(String(repeating: "\u{1B}[<65;10;20M\u{1B}[<64;1;1M", count: 4).utf8)
    let expected = (0..<4).flatMap { _ in [mouse(.wheelDown, 19, 9), mouse(.wheelUp, 0, 0)] }
    for cut in 3..<flood.count where flood[cut - 1] != 0x1B && flood[cut - 2] != 0x1B {
      var decoder = KeyDecoder()
      var keys = decoder.push(flood[..<cut])
      // As if the rest came late.
      keys += decoder.settle()
      keys += decoder.push(flood[cut...])
      #expect(keys == expected)
    }
  }

  @Test func `A mouse presses and turns; what else it does is nothing`() {
    #expect(
      keys("\u{1B}[<0;3;2M\u{1B}[<0;3;2m\u{1B}[<2;3;2M\u{1B}[<35;3;2M\u{1B}[<4;1;1M") == [
        mouse(.press, 1, 2), mouse(.press, 0, 0),
      ])
    var old = KeyDecoder()
    old.hasMouse = true
    #expect(keys("\u{1B}[M !!\u{1B}[Ma!\"q", old) == [mouse(.press, 0, 0), mouse(.wheelDown, 1, 0), "q"])
    #expect(keys("\u{1B}[<0;0;0M\u{1B}[<M\u{1B}[<0;99999999999999999999;1Mq") == [mouse(.press, 0, 65_534), "q"])
  }

  @Test func `A paste is one key, whatever is in it`() {
    let text = "a\r\nb\rc\td \u{1B}[A \u{1B}[201 q漢"
    #expect(keys("x\u{1B}[200~\(text)\u{1B}[201~y") == ["x", .paste("a\nb\nc\td \u{1B}[A \u{1B}[201 q漢"), "y"])
    #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    #expect(keys("\u{1B}[200~\u{1B}\u{1B}[201~") == [.paste("\u{1B}")])
  }

  @Test func `A paste is bounded, and one without an end is left by Ctrl-C`() {
    let long = String(repeating: "a", count: PasteDecoder.limit + 9)
    guard case .paste(let text)? = keys("\u{1B}[200~\(long)\u{1B}[201~").first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == PasteDecoder.limit)
    #expect(keys("\u{1B}[200~lost q\u{3}q") == [.control("c"), "q"])
  }

  @Test func `However bytes are cut, the keys are the same, and no bytes can trap or hold it`() {
    var dice = SeededGenerator(seed: 11)
    let alphabet =
      Array("\u{1B}\u{1B}\u{1B}[[O<;;0123459~MmABCPuq \u{3}\r".utf8) + [0x80, 0xC3, 0xA9, 0xE6, 0xF0, 0xFF]
    for _ in 0..<600 {
      let bytes = (0..<Int.random(in: 1...40, using: &dice)).map { _ in alphabet.randomElement(using: &dice) ?? 0 }
      var whole = KeyDecoder()
      var cut = KeyDecoder()
      let place = Int.random(in: 0...bytes.count, using: &dice)
      #expect(whole.push(bytes) == cut.push(bytes[..<place]) + cut.push(bytes[place...]))
      // Whatever came, three letters later the keyboard is the user's again.
      _ = whole.push(Array("qqq\u{1B}[201~qqqqqq".utf8))
      #expect(whole.push([0x71]) == ["q"])
    }
  }
}
