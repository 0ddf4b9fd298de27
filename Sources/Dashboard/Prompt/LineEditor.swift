/// One line of text being typed, edited as readline does it in its Emacs mode.
struct LineEditor: Equatable, Sendable {
  /// Characters that a line may hold; what is typed or pasted beyond is left out.
  static let limit = 4096

  private var characters: [Character]
  /// Before which character the cursor stands; the end is after the last.
  private(set) var cursor: Int
  /// What was cut last.
  private var cut: [Character] = []

  init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  /// The text up to the cursor.
  var textBeforeCursor: String { String(characters[..<cursor]) }

  static func == (left: Self, right: Self) -> Bool {
    left.characters == right.characters && left.cursor == right.cursor
  }

  /// Does what a key says, and tells whether it was one for an editor.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(Self.oneLine(text))
    case .left, .control("b"): cursor = max(cursor - 1, 0)
    case .right, .control("f"): cursor = min(cursor + 1, characters.count)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .alt("b"), .alt("B"), .wordLeft: cursor = wordStart
    case .alt("f"), .alt("F"), .wordRight: cursor = wordEnd
    case .backspace, .control("h"): remove(max(cursor - 1, 0)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(cursor + 1, characters.count))
    case .control("u"): kill(0..<cursor)
    case .control("k"): kill(cursor..<characters.count)
    case .control("w"): kill(blankStart..<cursor)
    case .alt("d"), .alt("D"): kill(cursor..<wordEnd)
    case .control("y"): insert(cut)
    case .control("t"): transpose()
    default: return false
    }
    return true
  }

  /// Puts a text in the place of what lies between a character and the cursor.
  mutating func replace(from start: Int, with text: String) {
    remove(start..<cursor)
    insert(Array(text))
  }

  private mutating func insert(_ text: [Character]) {
    let text = text.prefix(Self.limit - characters.count)
    characters.insert(contentsOf: text, at: cursor)
    cursor += text.count
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = Array(characters[range])
    remove(range)
  }

  private mutating func transpose() {
    guard characters.count > 1, cursor > 0 else { return }
    let second = min(cursor, characters.count - 1)
    characters.swapAt(second - 1, second)
    cursor = second + 1
  }

  /// Where the word before the cursor begins; words are letters and digits.
  private var wordStart: Int {
    var index = cursor
    while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
    while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, !Self.isWord(characters[index]) { index += 1 }
    while index < characters.count, Self.isWord(characters[index]) { index += 1 }
    return index
  }

  /// Where what is free of blanks before the cursor begins: Ctrl-W's word.
  private var blankStart: Int {
    var index = cursor
    while index > 0, characters[index - 1].isWhitespace { index -= 1 }
    while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
    return index
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  /// Line ends and tabs of what was pasted become blanks: a paste never ends the prompt.
  private static func oneLine(_ text: String) -> [Character] {
    var characters = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
    while characters.last == " " { characters.removeLast() }
    return characters
  }
}
