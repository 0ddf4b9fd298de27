/// Decides, scalar by scalar, what of a text may be shown and what stands in for the rest.
///
/// What it lets through has the same width on every terminal and cannot command one: no control, no format character,
/// nothing that turns the direction of writing or that joins its neighbours. Every scalar takes a column, except for
/// at most four combining marks and one variation selector on a base, the vowels and finals of a Hangul syllable, and
/// the LF after a CR. So what fits on a row is decided after a bounded number of scalars.
package struct Cleaner {
  /// ncurses keeps five scalars a cell: the base and four marks.
  static let attachedLimit = 4

  /// Which of the two tables stands in; the table itself has many strings, and a cleaner is made for every text.
  private let isASCII: Bool
  /// What a combining mark would stand on; `nil` at the start and after a stand-in.
  private var base: Unicode.Scalar?
  private var attached = 0
  private var isSelected = false
  private var isAfterCarriageReturn = false

  package init(_ glyphs: Glyphs) { isASCII = glyphs.isASCII }

  private var glyphs: Glyphs { isASCII ? .ascii : .unicode }

  /// What the next scalar of the text becomes.
  package mutating func piece(for scalar: Unicode.Scalar) -> Piece {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      passedASCII(scalar)
      return .scalar(scalar, columns: 1)
    }
    let piece = unicodePiece(for: scalar)
    isAfterCarriageReturn = scalar == "\r"
    guard isASCII else { return piece }
    return switch piece {
    case .scalar(_, let columns): .mark(columns == 2 ? "??" : "?")
    case .attached, .dotted, .composed: .mark("?")
    case .mark, .whitespace, .nothing: piece
    }
  }

  /// Takes note of a printable ASCII scalar that was drawn without asking.
  mutating func passedASCII(_ scalar: Unicode.Scalar) {
    base = scalar
    attached = 0
    isSelected = false
    isAfterCarriageReturn = false
  }

  private mutating func unicodePiece(for scalar: Unicode.Scalar) -> Piece {
    switch Disguise(scalar) {
    case .none:
      base = scalar
      attached = 0
      isSelected = false
      return .scalar(scalar, columns: TextWidth.isWide(scalar) ? 2 : 1)
    case .combining:
      if base != nil, attached < Self.attachedLimit {
        attached += 1
        return .attached(scalar)
      }
      base = "\u{25CC}"
      attached = 1
      isSelected = false
      return .dotted(scalar)
    case .variationSelector:
      if base != nil, !isSelected {
        isSelected = true
        return .nothing
      }
      return standIn(StandIn.code(scalar))
    case .jamo:
      guard attached == 0, let syllable = base.flatMap({ Hangul.syllable(of: $0, and: scalar) }) else {
        return standIn(StandIn.code(scalar))
      }
      base = syllable
      return .composed(syllable)
    case .newline:
      if scalar == "\n", isAfterCarriageReturn { return .nothing }
      return whitespace(glyphs.newline)
    case .tab: return whitespace(glyphs.tab)
    case .control: return standIn(StandIn.control(scalar))
    case .joiner: return standIn(glyphs.joiner)
    case .regionalIndicator: return standIn(StandIn.letter(scalar))
    case .replacement: return standIn(glyphs.replacement)
    case .hidden: return standIn(StandIn.code(scalar))
    }
  }

  private mutating func whitespace(_ text: String) -> Piece {
    base = nil
    return .whitespace(text)
  }

  private mutating func standIn(_ text: String) -> Piece {
    base = nil
    return .mark(text)
  }
}
