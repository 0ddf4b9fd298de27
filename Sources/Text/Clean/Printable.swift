/// Text of a stranger's as it may be written to a terminal or into a line: cleaned as the canvas cleans it, whole.
package enum Printable {
  package static func text(_ text: String) -> String {
    CleanText.cleaned(text, glyphs: Codeset.speaksUTF8 ? .unicode : .ascii)
  }
}
