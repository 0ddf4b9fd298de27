import Dashboard
import TestSupport
import Testing

@testable import Terminal

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

  private static let reports: [[UInt8]] =
    [
      // Colours, clipboards, settings and names that some program has asked for.
      "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", "\u{1B}]52;c;cXVpdDpxCg==\u{7}",
      "\u{1B}P>|XTerm(390)\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P1+r544e=787465726d\u{1B}\\",
      "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^q|/:\u{1B}\\", "\u{1B}Xq!\u{1B}\\", "\u{1B}]l漢Ü|q\u{1B}\\",
      // Positions, attributes, modes, focus, sizes.
      "\u{1B}[24;80R", "\u{1B}[1;80R", "\u{1B}[?24;80R", "\u{1B}[?62;22c", "\u{1B}[>41;390;0c", "\u{1B}[?2026;2$y",
      "\u{1B}[8;24;80t", "\u{1B}[?1;2S", "\u{1B}[?1P", "\u{1B}[>1A", "\u{1B}[?5u", "\u{1B}[O", "\u{1B}[97;1:3u",
      "\u{1B}[2;7Q", "\u{1B}[300;2~", "\u{1B}[1;2 Q", "\u{1B}Nq",
      // The same with controls of eight bits, as UTF-8.
      "\u{9D}11;rgb:0/0/0\u{9C}", "\u{9B}24;80R", "\u{90}>|q\u{9C}",
    ].map { Array($0.utf8) } + [
      Array("\u{1B}]q:".utf8) + [0x9C, 7], [0x9D, 0x71, 0x9C], [0x9B] + Array("24;80R".utf8),
    ]

  @Test(arguments: reports)
  func `What a terminal reports is no key, however it is cut`(report: [UInt8]) {
    for first in 0...report.count {
      for second in first...report.count {
        var decoder = KeyDecoder()
        let keys =
          decoder.push(report[..<first]) + decoder.push(report[first..<second]) + decoder.push(report[second...])
          + decoder.push([0x71])
        #expect(keys == ["q"])
      }
    }
    // Where its first bytes are no key that a person may press, a pause changes nothing.
    for cut in 3..<max(report.count, 3) {
      var decoder = KeyDecoder()
      #expect(decoder.push(report[..<cut]) + decoder.settle() + decoder.push(report[cut...] + [0x71]) == ["q"])
    }
  }

  @Test func `A string that does not end leaves the keyboard to Ctrl-C, to another key's sequence and to a pause`() {
    for start in ["\u{1B}]0;never", "\u{1B}P", "\u{1B}_G", "\u{9D}x"] {
      #expect(keys(start + "qqq\u{3}q") == [.control("c"), "q"])
      #expect(keys(start + "qqq\u{1B}[Aq") == [.up, "q"])
      var decoder = KeyDecoder()
      #expect(decoder.push(Array((start + String(repeating: "q", count: 100_000)).utf8)).isEmpty)
      decoder.abandon()
      #expect(decoder.push(Array("q".utf8)) == ["q"])
    }
  }

  @Test func `Keys that another program has asked to be told at length are keys still`() {
    #expect(keys("\u{1B}[99;5u\u{1B}[27;5;122~\u{1B}[113u\u{1B}[27u") == [.control("c"), .control("z"), "q", .escape])
    #expect(keys("\u{1B}[98;3u\u{1B}[97;2u\u{1B}[9;2u\u{1B}[13u") == [.alt("b"), "A", .backTab, .enter])
    #expect(
      keys("\u{1B}[1;5:1C\u{1B}[1;1A\u{1B}[5C\u{1B}[R\u{1B}[1;2R") == [
        .wordRight, .up, .right, .function(3), .function(3),
      ])
  }

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
    // Left on by a program before, and never asked for.
    #expect(keys("\u{1B}[M q!q") == ["q"])
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
