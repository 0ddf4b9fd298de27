/// Whether the event under the cursor is open beside the feed.
package enum LayoutChoice: String, CaseIterable, Sendable {
  /// Where the screen is wide.
  case auto
  /// Wherever there is room for both.
  case split
  /// Never: an opened event covers the feed.
  case single

  /// From so many columns on both have the room of an ordinary screen, or nearly so.
  private static let wide = 140
  /// With fewer columns neither can be read.
  static let least = 80

  /// Whether a screen of this width is split.
  func splits(columns: Int) -> Bool {
    switch self {
    case .auto: columns >= Self.wide
    case .split: columns >= Self.least
    case .single: false
    }
  }
}
