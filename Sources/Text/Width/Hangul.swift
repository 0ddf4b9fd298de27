/// The arithmetic of Hangul syllables (the Unicode Standard, section 3.12).
enum Hangul {
  /// The syllable of a leading consonant and a vowel, or of an open syllable and a final consonant.
  ///
  /// Canonically equivalent to the two, but of one width everywhere.
  static func syllable(of base: Unicode.Scalar, and jamo: Unicode.Scalar) -> Unicode.Scalar? {
    switch (base.value, jamo.value) {
    case (0x1100...0x1112, 0x1161...0x1175):
      Unicode.Scalar(0xAC00 + ((base.value - 0x1100) * 21 + jamo.value - 0x1161) * 28)
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (base.value - 0xAC00) % 28 == 0:
      Unicode.Scalar(base.value + jamo.value - 0x11A7)
    default: nil
    }
  }
}
