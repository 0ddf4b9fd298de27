/// One place of the grid: what stands there and what it means.
///
/// 16 plain bytes, so that grids are filled, copied and compared without counting references: a base and at most four
/// marks at 21 bits each, as many as ncurses keeps.
public struct Cell: Equatable, Sendable {
  private static let scalarBits: UInt64 = 21
  private static let scalarMask: UInt64 = 1 << 21 - 1
  private static let roleShift: UInt64 = 48
  private static let continuationBit: UInt64 = 1 << 63

  /// The base and the first two marks.
  private var low: UInt64
  /// The other two marks, the role, and whether the cell is a right half.
  private var high: UInt64

  init(_ scalar: Unicode.Scalar, _ role: Role) {
    low = UInt64(scalar.value)
    high = UInt64(role.rawValue) << Self.roleShift
  }

  static func blank(_ role: Role) -> Cell { Cell(" ", role) }

  static func continuation(_ role: Role) -> Cell {
    var cell = Cell(" ", role)
    cell.high |= continuationBit
    return cell
  }

  /// What it means; both halves of a wide character mean the same.
  public internal(set) var role: Role {
    get { Role(rawValue: UInt8(truncatingIfNeeded: high >> Self.roleShift)) ?? .normal }
    set { high = high & ~(0xFF << Self.roleShift) | UInt64(newValue.rawValue) << Self.roleShift }
  }

  /// Whether the cell is the right half of the wide character to its left, so that nothing is drawn for it.
  public var isContinuation: Bool { high & Self.continuationBit != 0 }

  /// The scalar that marks stand on; a space in the right half of a wide character.
  public var base: UInt32 { UInt32(truncatingIfNeeded: low & Self.scalarMask) }

  /// Whether nothing is drawn but the role's background.
  public var isBlank: Bool { low == 0x20 && !isContinuation }

  /// Whether there is anything beside the base.
  public var hasMarks: Bool { low >> Self.scalarBits != 0 }

  /// The combining marks on the base in their order; 0 where there is none.
  public var marks: (UInt32, UInt32, UInt32, UInt32) {
    (
      Self.scalar(in: low, at: 1), Self.scalar(in: low, at: 2), Self.scalar(in: high, at: 0),
      Self.scalar(in: high, at: 1)
    )
  }

  /// What to draw; a space in the right half of a wide character.
  public var character: Character {
    var text = ""
    for value in [base, marks.0, marks.1, marks.2, marks.3] where value != 0 || text.isEmpty {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text.first ?? " "
  }

  /// The same without marks, and with an ASCII character as its base.
  func with(_ ascii: UInt8) -> Cell {
    var cell = self
    cell.low = UInt64(ascii)
    return cell
  }

  /// Puts a combining mark on the base, if there is room for it.
  mutating func attach(_ mark: Unicode.Scalar) {
    let value = UInt64(mark.value)
    switch marks {
    case (0, _, _, _): low |= value << Self.scalarBits
    case (_, 0, _, _): low |= value << (2 * Self.scalarBits)
    case (_, _, 0, _): high |= value
    case (_, _, _, 0): high |= value << Self.scalarBits
    default: break
    }
  }

  /// All that it is.
  var bits: (low: UInt64, high: UInt64) { (low, high) }

  private static func scalar(in bits: UInt64, at index: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: bits >> (index * scalarBits) & scalarMask)
  }
}
