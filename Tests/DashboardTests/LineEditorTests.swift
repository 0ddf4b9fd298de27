import TestSupport
import Testing

@testable import Dashboard

/// A prompt's line is edited as readline does it.
@Suite struct LineEditorTests {
  private func edited(_ text: String, _ keys: Key...) -> LineEditor {
    var editor = LineEditor(text)
    for key in keys { _ = editor.press(key) }
    return editor
  }

  @Test func `Ctrl-A and Ctrl-E go to the ends, Ctrl-B and Ctrl-F a character, Alt-B and Alt-F a word`() {
    #expect(edited("one two", .control("a"), "x").text == "xone two")
    #expect(edited("one two", .control("a"), .control("e"), "x").text == "one twox")
    #expect(edited("one two", .control("b"), .left, "x").text == "one txwo")
    #expect(edited("one two", .home, .control("f"), .right, "x").text == "onxe two")
    #expect(edited("one two-three", .alt("b"), "x").text == "one two-xthree")
    #expect(edited("one two", .home, .alt("f"), "x").text == "onex two")
  }

  @Test func `Ctrl-W cuts to a blank, Ctrl-U and Ctrl-K to the ends, Ctrl-Y brings back what was cut`() {
    #expect(edited("event=a .b>1", .control("w")).text == "event=a ")
    #expect(edited("event=a .b>1", .control("w"), .home, .control("y")).text == ".b>1event=a ")
    #expect(edited("abc", .left, .control("u")).text == "c")
    #expect(edited("abc", .left, .control("k")).text == "ab")
    #expect(edited("one two", .home, .alt("d")).text == " two")
  }

  @Test func `Backspace, Delete, Ctrl-D and Ctrl-T`() {
    #expect(edited("abc", .backspace).text == "ab")
    #expect(edited("abc", .home, .delete, .control("d")).text == "c")
    #expect(edited("abc", .control("t")).text == "acb")
    #expect(edited("", .backspace, .delete, .control("t"), .control("w"), .control("y")).text == "")
  }

  @Test func `a paste of several lines is one line, and does not end the prompt`() {
    #expect(edited("", .paste("one\ntwo\tthree\r\n")).text == "one two three")
  }

  @Test(arguments: 0..<20) func `any keys keep the cursor within the line, and the line within its limit`(
    seed: UInt64
  ) {
    var dice = SeededGenerator(seed: seed)
    var editor = LineEditor()
    let keys: [Key] = [
      "a", "ä", " ", "👩‍👩‍👧", .left, .right, .home, .end, .backspace, .delete, .control("a"), .control("e"),
      .control("u"), .control("k"), .control("w"), .control("y"), .control("t"), .alt("b"), .alt("f"), .alt("d"),
      .paste(String(repeating: "x ", count: 1500)),
    ]
    for _ in 0..<500 {
      _ = editor.press(keys.randomElement(using: &dice) ?? "a")
      #expect((0...editor.text.count).contains(editor.cursor))
      #expect(editor.text.count <= LineEditor.limit)
    }
  }
}
