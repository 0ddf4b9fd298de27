import Dashboard

/// The themes: one table each. Views know roles, never colours.
///
/// No state is told by colour alone: it has a word too, and every role that asks for attention has an emphasis.
extension Looks {
  /// The eight colours that the terminal's owner has chosen, on their background. Yellow and blue, which are hard to
  /// read on one background or the other, are no text colours.
  static let standard = Looks { role in
    switch role {
    case .normal, .value: Look()
    case .title, .heading, .changed: Look(.bold)
    case .label, .name, .type: Look([], .cyan)
    case .dim, .whitespace: Look(.dim)
    case .good: Look(.bold, .green)
    case .warning: Look([], .black, on: .yellow)
    case .bad: Look([.bold, .reverse], .red)
    case .selection: Look(.reverse)
    case .key: Look(.bold, .cyan)
    case .mark: Look(.reverse, .magenta)
    case .badge: Look(.bold, .black, on: .yellow)
    case .match: Look(.underline, .black, on: .green)
    case .string: Look([], .green)
    case .number: Look([], .magenta)
    case .literal: Look(.bold, .magenta)
    case .hue1: Look([], .cyan)
    case .hue2: Look([], .magenta)
    case .hue3: Look([], .green)
    case .hue4: Look(.bold, .cyan)
    case .hue5: Look(.bold, .magenta)
    case .hue6: Look(.bold)
    }
  }

  static let light = Looks { role in
    let paper = Colour.shade(5, 5, 5)
    let look: Look =
      switch role {
      case .normal, .value: Look([], .shade(0, 0, 0))
      case .title, .heading, .changed: Look(.bold, .shade(0, 0, 0))
      case .label: Look([], .shade(0, 1, 2))
      case .dim, .whitespace: Look([], .grey(10))
      case .good: Look(.bold, .shade(0, 1, 0))
      case .warning: Look(.bold, .shade(0, 0, 0), on: .shade(5, 4, 1))
      case .bad: Look(.bold, .shade(5, 5, 5), on: .shade(3, 0, 0))
      case .selection: Look([], .shade(0, 0, 0), on: .shade(3, 4, 5))
      case .key: Look(.bold, .shade(0, 0, 3))
      case .mark: Look([], .shade(5, 5, 5), on: .shade(3, 0, 3))
      case .badge: Look(.bold, .shade(5, 5, 5), on: .shade(0, 0, 0))
      case .match: Look(.underline, .shade(0, 0, 0), on: .shade(5, 5, 2))
      case .string: Look([], .shade(0, 1, 0))
      case .number: Look([], .shade(2, 0, 3))
      case .literal: Look(.bold, .shade(2, 0, 3))
      case .name: Look([], .shade(0, 0, 3))
      case .type, .hue1: Look([], .shade(2, 1, 0))
      case .hue2: Look([], .shade(0, 1, 4))
      case .hue3: Look([], .shade(3, 0, 2))
      case .hue4: Look([], .shade(0, 2, 0))
      case .hue5: Look([], .shade(2, 0, 4))
      case .hue6: Look([], .shade(0, 1, 2))
      }
    return look.onto(paper)
  }

  static let dark = Looks { role in
    let night = Colour.grey(2)
    let look: Look =
      switch role {
      case .normal, .value: Look([], .grey(20))
      case .title, .heading, .changed: Look(.bold, .shade(5, 5, 5))
      case .label: Look([], .shade(2, 4, 4))
      case .dim, .whitespace: Look([], .grey(14))
      case .good: Look(.bold, .shade(2, 5, 2))
      case .warning: Look(.bold, .shade(0, 0, 0), on: .shade(5, 4, 1))
      case .bad: Look(.bold, .shade(5, 5, 5), on: .shade(3, 0, 0))
      case .selection: Look([], .shade(5, 5, 5), on: .shade(0, 1, 3))
      case .key: Look(.bold, .shade(2, 4, 5))
      case .mark: Look([], .shade(0, 0, 0), on: .shade(4, 2, 4))
      case .badge: Look(.bold, .shade(0, 0, 0), on: .shade(5, 5, 5))
      case .match: Look(.underline, .shade(0, 0, 0), on: .shade(5, 5, 1))
      case .string: Look([], .shade(3, 5, 3))
      case .number: Look([], .shade(5, 4, 2))
      case .literal: Look(.bold, .shade(5, 3, 4))
      case .name: Look([], .shade(2, 4, 5))
      case .type, .hue1: Look([], .shade(5, 4, 3))
      case .hue2: Look([], .shade(2, 4, 5))
      case .hue3: Look([], .shade(4, 2, 4))
      case .hue4: Look([], .shade(3, 5, 3))
      case .hue5: Look([], .shade(5, 5, 2))
      case .hue6: Look([], .shade(3, 3, 5))
      }
    return look.onto(night)
  }

  static let highContrast = Looks { role in
    let black = Colour.shade(0, 0, 0)
    let white = Colour.shade(5, 5, 5)
    let look: Look =
      switch role {
      case .normal, .value, .dim, .string, .type, .hue1: Look([], white)
      case .hue2: Look([], .shade(0, 5, 5))
      case .hue3: Look([], .shade(5, 4, 5))
      case .hue4: Look([], .shade(2, 5, 2))
      case .hue5: Look([], .shade(5, 5, 2))
      case .hue6: Look([], .shade(4, 4, 5))
      case .title, .heading: Look([.bold, .underline], white)
      case .changed: Look(.bold, white)
      case .label, .name: Look([], .shade(0, 5, 5))
      case .whitespace: Look([], .shade(0, 5, 5))
      case .good: Look(.bold, .shade(0, 5, 0))
      case .warning: Look(.bold, black, on: .shade(5, 5, 0))
      case .bad: Look([.bold, .underline], black, on: .shade(5, 3, 3))
      case .selection: Look([], black, on: white)
      case .key: Look(.bold, .shade(5, 5, 0))
      case .mark: Look([], black, on: .shade(5, 3, 5))
      case .badge: Look([.bold, .underline], black, on: .shade(5, 5, 0))
      case .match: Look([.bold, .underline], black, on: .shade(0, 5, 5))
      case .number: Look([], .shade(5, 5, 0))
      case .literal: Look(.bold, .shade(5, 5, 0))
      }
    return look.onto(black)
  }

  /// What JSON's own signs or a column of its own tell already may look like normal text; all else may not.
  static let monochrome = Looks { role in
    switch role {
    case .normal, .string, .number, .type, .hue1, .hue2, .hue3, .hue4, .hue5, .hue6: Look()
    case .value, .title, .heading, .name, .literal, .changed: Look(.bold)
    case .label, .dim, .whitespace: Look(.dim)
    case .good: Look([.bold])
    case .warning: Look([.underline, .bold])
    case .bad: Look([.reverse, .bold])
    case .selection: Look(.reverse)
    case .key: Look(.bold)
    case .mark: Look([.reverse, .dim])
    case .badge: Look([.reverse, .bold, .underline])
    case .match: Look([.reverse, .underline])
    }
  }
}

extension Look {
  /// On a theme's own background, unless it has one.
  fileprivate func onto(_ background: Colour) -> Look { Look(emphasis, text, on: self.background ?? background) }
}
