import TestSupport

extension SeededGenerator {
  /// Scalars that mean something to shells, to curl or to terminals, and any other, mixed.
  mutating func hostileWords(count: Int) -> String {
    let special = Array(" \t\n\r'\"\\$`=-:;@#&%,sXdN\u{1B}\u{0}\u{202E}\u{301}ü".unicodeScalars)
    var text = String.UnicodeScalarView()
    while text.count < count {
      if Bool.random(using: &self) {
        text.append(special.randomElement(using: &self) ?? "x")
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &self)) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
