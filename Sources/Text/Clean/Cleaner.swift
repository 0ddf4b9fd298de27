/// Decides, scalar by scalar, what of a text may be shown and what stands in for the rest.
///
/// What it lets through has the same width on every terminal and cannot command one: no control, no format character,
/// nothing that turns the direction of writing or that joins its neighbours. Every scalar takes a column, except for
/// at most four combining marks and one variation selector on a base, the vowels and finals of a Hangul syllable, and
/// the LF after a CR. So what fits on a row is decided after a bounded number of scalars.
package struct Cleaner {
  /// ncurses keeps five scalars a cell: the base and four marks.
  static let attachedLimit = 4

  private let glyphs: Glyphs
  /// What a combining mark would stand on; `nil` at the start and after a stand-in.
  private var base: Unicode.Scalar?
  private var attached = 0
  private var isSelected = false
  private var isAfterCarriageReturn = false

  package init(_ glyphs: Glyphs) { self.glyphs = glyphs }

  /// What the next scalar of the text becomes.
  package mutating func piece(for scalar: Unicode.Scalar) -> DisplayUnit {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      passedASCII(scalar)
      return .scalar(scalar, columns: 1)
    }
    let piece = form(of: scalar, ScalarClass(scalar)).piece(for: scalar, glyphs)
    guard glyphs.isASCII else { return piece }
    return switch piece {
    case .scalar(_, let columns): .mark(columns == 2 ? "??" : "?")
    case .attached, .dotted, .composed: .mark("?")
    case .mark, .whitespace, .nothing: piece
    }
  }

  /// The columns of what `piece(for:)` would return, without making a text.
  ///
  /// - Parameter disguise: of this scalar.
  package mutating func columns(of scalar: Unicode.Scalar, _ scalarClass: ScalarClass) -> Int {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      passedASCII(scalar)
      return 1
    }
    let form = form(of: scalar, scalarClass)
    switch form {
    case .plain(let columns): return columns
    case .dotted: return 1
    case .attached, .composed: return glyphs.isASCII ? 1 : 0
    case .newline, .tab: return glyphs.isASCII ? 2 : 1
    case .control: return scalar.value < 0x80 ? 2 : 4
    case .joiner, .letter, .replacement: return 1
    case .code: return scalar.value < 0x1_0000 ? 8 : scalar.value < 0x10_0000 ? 9 : 10
    case .nothing: return 0
    }
  }

  /// Takes note of a printable ASCII scalar that was drawn without asking.
  package mutating func passedASCII(_ scalar: Unicode.Scalar) {
    base = scalar
    attached = 0
    isSelected = false
    isAfterCarriageReturn = false
  }

  /// What a scalar becomes after those before it.
  fileprivate enum Form {
    case plain(columns: Int)
    case attached, dotted
    case composed(Unicode.Scalar)
    case newline, tab, control, code, joiner, letter, replacement
    case nothing

    func piece(for scalar: Unicode.Scalar, _ glyphs: Glyphs) -> DisplayUnit {
      switch self {
      case .plain(let columns): .scalar(scalar, columns: columns)
      case .attached: .attached(scalar)
      case .dotted: .dotted(scalar)
      case .composed(let syllable): .composed(syllable)
      case .newline: .whitespace(glyphs.newline)
      case .tab: .whitespace(glyphs.tab)
      case .control: .mark(VisibleEscape.control(scalar))
      case .code: .mark(VisibleEscape.code(scalar))
      case .joiner: .mark(glyphs.joiner)
      case .letter: .mark(VisibleEscape.letter(scalar))
      case .replacement: .mark(glyphs.replacement)
      case .nothing: .nothing
      }
    }
  }

  private mutating func form(of scalar: Unicode.Scalar, _ scalarClass: ScalarClass) -> Form {
    defer { isAfterCarriageReturn = scalar == "\r" }
    switch scalarClass {
    case .none:
      base = scalar
      attached = 0
      isSelected = false
      return .plain(columns: TextWidth.isWide(scalar) ? 2 : 1)
    case .combining:
      if base != nil, attached < Self.attachedLimit {
        attached += 1
        return .attached
      }
      base = "\u{25CC}"
      attached = 1
      isSelected = false
      return .dotted
    case .variationSelector:
      if base != nil, !isSelected {
        isSelected = true
        return .nothing
      }
      return visibleEscape(.code)
    case .jamo:
      guard attached == 0, let syllable = base.flatMap({ Hangul.syllable(of: $0, and: scalar) }) else {
        return visibleEscape(.code)
      }
      base = syllable
      return .composed(syllable)
    case .newline: return scalar == "\n" && isAfterCarriageReturn ? .nothing : visibleEscape(.newline)
    case .tab: return visibleEscape(.tab)
    case .control: return visibleEscape(.control)
    case .joiner: return visibleEscape(.joiner)
    case .regionalIndicator: return visibleEscape(.letter)
    case .replacement: return visibleEscape(.replacement)
    case .hidden: return visibleEscape(.code)
    }
  }

  /// Nothing can stand on a stand-in.
  private mutating func visibleEscape(_ form: Form) -> Form {
    base = nil
    return form
  }
}
