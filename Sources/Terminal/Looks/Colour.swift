/// A colour as themes name it; how a terminal is told depends on how many it has.
///
/// Themes need no more than xterm's cube and greys, which is why true colour adds nothing: terminals with direct colour
/// get the cube's values as they are.
enum Colour: Hashable, Sendable {
  case black, red, green, yellow, blue, magenta, cyan, white
  /// Of the 6 × 6 × 6 cube, 0 to 5 each for red, green, blue.
  case shade(Int, Int, Int)
  /// Of the 24 greys, 0 for the darkest.
  case grey(Int)

  /// How many colours a terminal has.
  enum Depth: Hashable, Sendable {
    case none, eight, sixteen, palette, direct

    /// - Parameter colours: terminfo's `colors`.
    init(colours: Int) {
      self =
        switch colours {
        case ..<8: .none
        case ..<16: .eight
        case ..<256: .sixteen
        case ..<(1 << 24): .palette
        default: .direct
        }
    }
  }

  /// Its number at a terminal; `nil` where there are no colours.
  func number(at depth: Depth) -> Int? {
    if let basic { return depth == .none ? nil : basic }
    return switch depth {
    case .none: nil
    case .eight: nearest(of: Self.eight)
    case .sixteen: nearest(of: Self.eight + Self.bright)
    case .palette: paletteNumber
    case .direct: directNumber
    }
  }

  /// As xterm defines it, 0 to 255 each.
  var rgb: RGB {
    switch self {
    case .shade(let red, let green, let blue):
      RGB(Self.level(red), Self.level(green), Self.level(blue))
    case .grey(let step): RGB(8 + 10 * step, 8 + 10 * step, 8 + 10 * step)
    default: Self.eight[basic ?? 0]
    }
  }

  private var basic: Int? {
    switch self {
    case .black: 0
    case .red: 1
    case .green: 2
    case .yellow: 3
    case .blue: 4
    case .magenta: 5
    case .cyan: 6
    case .white: 7
    case .shade, .grey: nil
    }
  }

  private var paletteNumber: Int? {
    switch self {
    case .shade(let red, let green, let blue): 16 + 36 * red + 6 * green + blue
    case .grey(let step): 232 + step
    default: basic
    }
  }

  /// As red, green and blue in a byte each. Terminals take the lowest 8, 16 or 256 numbers for a palette, so that what
  /// would be one of them gets a breath of red.
  private var directNumber: Int {
    let number = rgb.red << 16 | rgb.green << 8 | rgb.blue
    return number < 256 ? number | 1 << 16 : number
  }

  private func nearest(of colours: [RGB]) -> Int? {
    colours.indices.min { colours[$0].distance(to: rgb) < colours[$1].distance(to: rgb) }
  }

  private static func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }

  /// xterm's own.
  private static let eight = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
    RGB(0, 205, 205), RGB(229, 229, 229),
  ]
  private static let bright = [
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255),
    RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}

/// A colour's parts, 0 to 255 each.
struct RGB: Hashable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

  func distance(to other: RGB) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return red * red + green * green + blue * blue
  }
}
