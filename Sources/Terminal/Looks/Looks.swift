import Dashboard

extension Theme {
  var looks: Looks {
    switch self {
    case .standard: .standard
    case .light: .light
    case .dark: .dark
    case .highContrast: .highContrast
    case .monochrome: .monochrome
    }
  }
}

/// How text stands out beside its colour. Nothing blinks.
struct Emphasis: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let bold = Emphasis(rawValue: 1)
  static let dim = Emphasis(rawValue: 2)
  static let underline = Emphasis(rawValue: 4)
  static let reverse = Emphasis(rawValue: 8)
}

/// How the cells of one role look; without a colour, the terminal's own one.
struct Look: Hashable, Sendable {
  var emphasis: Emphasis = []
  var text: Colour?
  var background: Colour?

  init(_ emphasis: Emphasis = [], _ text: Colour? = nil, on background: Colour? = nil) {
    self.emphasis = emphasis
    self.text = text
    self.background = background
  }
}

/// How each role looks in one theme.
struct Looks: Sendable {
  private let looks: [Look]

  /// - Parameter look: for every role.
  init(_ look: (Role) -> Look) { looks = Role.allCases.map(look) }

  subscript(role: Role) -> Look { looks[Int(role.rawValue)] }
}
