/// How many columns text takes on a terminal, independent of locale and C library.
public enum TextWidth {
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x1100 && contains(WideRanges.ranges, scalar.value)
  }

  /// Whether Unicode changed its mind, or C libraries never agreed, about the width of a scalar.
  ///
  /// Hexagrams, trigrams, digrams and counting rods became wide with Unicode 16; glibc has taken the hexagrams and
  /// the circled numbers on black squares for wide much longer. U+1171E was a mark without width until Unicode 15.
  static func isDisputed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2630...0x2637, 0x268A...0x268F, 0x3248...0x324F, 0x4DC0...0x4DFF, 0x1171E, 0x1D300...0x1D356,
      0x1D360...0x1D376:
      true
    default: false
    }
  }

  private static func contains(_ ranges: [(first: UInt32, last: UInt32)], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].first <= value
  }
}
