/// Dice that fall the same way in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Scalars that mean something to shells, to curl or to terminals, and any other, mixed.
  mutating func hostileText(count: Int) -> String {
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
