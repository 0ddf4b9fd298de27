/// Why a scalar must not be shown as it is.
package enum ScalarClass {
  /// It may be: it is printable and terminals agree about its width.
  case none
  /// A mark without a width, which belongs to what stands before it.
  case combining
  /// VS1–VS16: a wish for another look of the scalar before, which could change its width.
  case variationSelector
  /// A vowel or final consonant of Hangul that some terminals draw into the syllable before and others do not.
  case jamo
  case newline
  case tab
  /// C0, DEL or C1: a command to the terminal.
  case control
  /// ZWJ, or the tone of a skin: terminals that know the sequence make one picture of several.
  case joiner
  /// Half a flag.
  case regionalIndicator
  /// U+FFFD, for bytes that are not UTF-8.
  case replacement
  /// Invisible, turning the direction of writing, unassigned, private, or of disputed width.
  case hidden

  package init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0A, 0x0D: self = .newline
    case 0x09: self = .tab
    case 0x20...0x7E: self = .none
    case 0...0x9F: self = .control
    case 0xAD: self = .hidden
    // Asking the standard library costs some 150 ns; these are known to be plain.
    case 0xA0...0x2FF, 0x391...0x3A1, 0x3A3...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x64A: self = .none
    case 0x2010...0x2027, 0x2190...0x22FF, 0x2500...0x25FC: self = .none
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFC, 0xAC00...0xD7A3: self = .none
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: self = .jamo
    case 0x200D, 0x1F3FB...0x1F3FF: self = .joiner
    case 0xFE00...0xFE0F: self = .variationSelector
    case 0xFFFD: self = .replacement
    case 0x1F1E6...0x1F1FF: self = .regionalIndicator
    default: self = Self.byProperties(of: scalar)
    }
  }

  /// What the standard library's data say of a scalar that no special case is made for.
  static func byProperties(of scalar: Unicode.Scalar) -> ScalarClass {
    let properties = scalar.properties
    guard !properties.isDefaultIgnorableCodePoint, isKnown(properties.age), !TextWidth.isDisputed(scalar) else {
      return .hidden
    }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: .combining
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: .hidden
    default: .none
    }
  }

  /// Whether the width table has the scalar; a terminal's own table may be no younger.
  private static func isKnown(_ age: Unicode.Version?) -> Bool {
    guard let age else { return false }
    return age <= WideRanges.unicodeVersion
  }
}

/// Remembers the scalarClasses of a few scalars, for text in which the same ones come again and again.
package struct ScalarClassCache {
  private var scalars = InlineArray<64, UInt32>(repeating: 0)
  private var scalarClasses = InlineArray<64, ScalarClass>(repeating: ScalarClass("\0"))

  package init() {}

  package mutating func scalarClass(of scalar: Unicode.Scalar) -> ScalarClass {
    let slot = Int(scalar.value & 63)
    if scalars[slot] != scalar.value {
      scalars[slot] = scalar.value
      scalarClasses[slot] = ScalarClass(scalar)
    }
    return scalarClasses[slot]
  }
}
