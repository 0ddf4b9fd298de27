import EventFields
import Text

/// A difference as a line of the page: sign, path, and the values before and after.
struct ChangeText {
  /// Bytes of a value that are shown.
  private static let valueLimit = 300
  /// Of long values that begin alike, this much is shown before they differ.
  private static let contextBytes = 24

  let changes: Changes
  let glyphs: Glyphs
  /// Columns that paths are filled up to.
  let pathColumns: Int

  func spans(_ line: Changes.Line) -> [TextSpan] {
    switch line.kind {
    case .unchanged(let count):
      return [TextSpan("  \(glyphs.isASCII ? "..." : "…") \(Quantity.grouped(count)) unchanged", .dim)]
    case .changed:
      let skipped = sameBytes(line)
      return [
        TextSpan("  "), place(line), value(line.old, of: changes.old, from: skipped, role: .dim), TextSpan(arrow, .dim),
        value(line.new, of: changes.new, from: skipped),
      ]
    case .added: return [TextSpan("+ ", .good), place(line), value(line.new, of: changes.new)]
    case .gone: return [TextSpan("- ", .bad), place(line), value(line.old, of: changes.old)]
    }
  }

  /// Where the values of a line begin, and so its further rows.
  func hang(_ line: Changes.Line) -> Int {
    switch line.place {
    case .path: 2 + pathColumns + 2
    case .line: 2 + 6 + 2
    case .none: 0
    }
  }

  private var arrow: String { glyphs.isASCII ? " -> " : " → " }

  private func place(_ line: Changes.Line) -> TextSpan {
    switch line.place {
    case .path(let path):
      let text = path.text
      let missing = pathColumns - TextWidth.columns(of: text, glyphs: glyphs)
      return TextSpan(text + String(repeating: " ", count: max(missing, 0) + 2), .name)
    case .line(let number):
      let text = Quantity.grouped(number)
      return TextSpan(String(repeating: " ", count: max(6 - text.utf8.count, 0)) + text + "  ", .label)
    case .none: return TextSpan("")
    }
  }

  /// How many bytes two long values have in common before they differ, but for some that are shown.
  private func sameBytes(_ line: Changes.Line) -> Int {
    let (old, new) = (changes.old[line.old], changes.new[line.new])
    guard max(old.count, new.count) > Self.valueLimit / 2, old.first == UInt8(ascii: "\""), old.first == new.first
    else {
      return 0
    }
    var same = zip(old, new).prefix { $0 == $1 }.count - Self.contextBytes
    // A character is not shown by half.
    while same > 0, old[old.startIndex + same] & 0xC0 == 0x80 { same -= 1 }
    return same > Self.contextBytes ? same : 0
  }

  /// A value on one line; a part of what is long.
  private func value(_ range: Range<Int>, of data: [UInt8], from skipped: Int = 0, role: Role? = nil) -> TextSpan {
    let bytes = data[range]
    var shown: [UInt8] = []
    let isJSON =
      changes.basis == .json && skipped == 0
      && bytes.withUnsafeBytes { JSONLine.append($0, to: &shown, for: .terminal) }
    if !isJSON { shown = Array(bytes.dropFirst(skipped).prefix(Self.valueLimit + 4)) }
    let isCut = shown.count > Self.valueLimit
    let text =
      (skipped > 0 ? glyphs.ellipsis : "") + String(decoding: shown.prefix(Self.valueLimit), as: UTF8.self)
      + (isCut ? glyphs.ellipsis : "")
    return TextSpan(text, role ?? (changes.basis == .json ? Self.role(of: bytes.first) : .normal))
  }

  private static func role(of first: UInt8?) -> Role {
    switch first {
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): .literal
    case UInt8(ascii: "{"), UInt8(ascii: "["): .normal
    default: .number
    }
  }
}
