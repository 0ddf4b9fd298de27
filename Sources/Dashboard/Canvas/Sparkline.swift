import Text

/// A rate over time as a row of bars, one column each.
struct Sparkline {
  /// Oldest first.
  let bars: [Double]

  /// The height that the highest bar has.
  var peak: Double { bars.max() ?? 0 }

  /// A bar is blank where nothing came, the highest where the peak is, and at least the lowest in between.
  func text(_ glyphs: Glyphs) -> String {
    let peak = peak
    return bars.map { bar in
      guard bar > 0, peak > 0 else { return " " }
      return glyphs.bars[min(max(Int(bar / peak * Double(glyphs.bars.count) + 0.5) - 1, 0), glyphs.bars.count - 1)]
    }.joined()
  }
}
