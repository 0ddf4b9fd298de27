import CNcurses
import Dashboard

/// Turns roles into ncurses attributes and colours: the one table of what things look like.
///
/// Every role that matters differs by an attribute too, so that a terminal without colours loses nothing. The
/// terminal's own background is never touched.
struct Theme {
  struct Style {
    var attributes: attr_t
    var pair: Int16
  }

  private enum Colour: Int16, CaseIterable {
    case red = 1
    case green, yellow, blue, magenta, cyan
  }

  private let styles: [Style]

  init(hasColours: Bool) {
    if hasColours {
      start_color()
      use_default_colors()
      for colour in Colour.allCases { init_pair(colour.rawValue, colour.rawValue, -1) }
    }
    styles = Role.allCases.map { role in
      let (attributes, colour) = Self.look(of: role)
      return Style(attributes: attributes, pair: hasColours ? colour?.rawValue ?? 0 : 0)
    }
  }

  func style(_ role: Role) -> Style { styles[Int(role.rawValue)] }

  private static func look(of role: Role) -> (attr_t, Colour?) {
    switch role {
    case .normal, .value: (CN_NORMAL, nil)
    case .title: (CN_BOLD, nil)
    case .label: (CN_NORMAL, .cyan)
    case .dim: (CN_DIM, nil)
    case .good: (CN_BOLD, .green)
    case .warning: (CN_BOLD, .yellow)
    case .bad: (CN_BOLD, .red)
    case .selection: (CN_REVERSE, nil)
    case .heading: (CN_BOLD, nil)
    case .key: (CN_BOLD, .cyan)
    case .mark: (CN_REVERSE, .magenta)
    case .badge: (CN_REVERSE | CN_BOLD, .yellow)
    case .match: (CN_UNDERLINE | CN_BOLD, .yellow)
    case .string: (CN_NORMAL, .green)
    case .number: (CN_NORMAL, .yellow)
    case .literal: (CN_BOLD, .magenta)
    case .name: (CN_NORMAL, .cyan)
    case .type: (CN_NORMAL, .blue)
    }
  }
}
