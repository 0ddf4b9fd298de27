/// What the screen looks like, by name.
package enum Theme: String, CaseIterable, Sendable {
  /// The terminal's own colours on the terminal's own background.
  case standard = "default"
  case light, dark
  case highContrast = "high-contrast"
  /// No colours; bold, dim, underlined and reversed text only.
  case monochrome

  /// By its name, or by what else people call it.
  package init?(name: String) {
    switch name.lowercased() {
    case "mono", "none": self = .monochrome
    case "contrast", "highcontrast": self = .highContrast
    default:
      guard let theme = Theme(rawValue: name.lowercased()) else { return nil }
      self = theme
    }
  }
}
