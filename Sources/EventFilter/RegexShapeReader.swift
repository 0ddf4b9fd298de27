/// Passes once over a regular expression for `RegexShape`.
struct RegexShapeReader {
  private let bytes: [UInt8]
  private let ignoresCase: Bool
  private var index = 0
  private var depth = 0
  private var run: [UInt8] = []
  /// The longest text that has to be there, if there is no choice.
  private(set) var longest: [UInt8] = []
  /// Whether there are alternatives outside of all groups.
  private(set) var hasChoice = false
  /// Repeats of a single item that may end at several places.
  private(set) var repeats = 0
  /// The ways through alternatives and what may be left out, at most.
  private(set) var paths = 1

  init(_ regex: [UInt8], ignoresCase: Bool) { (bytes, self.ignoresCase) = (regex, ignoresCase) }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// - Returns: whether there is nothing in it of which the reader does not know what it does.
  mutating func read() -> Bool {
    while let byte = current {
      index += 1
      switch byte {
      case UInt8(ascii: "\\"): guard readEscape() else { return false }
      case UInt8(ascii: "["): guard readClass() else { return false }
      case UInt8(ascii: "("): guard readGroupStart() else { return false }
      case UInt8(ascii: ")"): guard readGroupEnd() else { return false }
      case UInt8(ascii: "|"):
        endRun()
        if depth == 0 { hasChoice = true }
        paths = min(paths * 2, 1 << 30)
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"): readRepeat(byte)
      case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."): endRun()
      default: add(byte)
      }
    }
    endRun()
    return depth == 0
  }

  private mutating func add(_ byte: UInt8) {
    // Some letters of other alphabets are these two in another case: ſ is s, the kelvin sign is k.
    let isAmbiguous = ignoresCase && "kKsS".utf8.contains(byte)
    if depth == 0, (0x20...0x7E).contains(byte), !isAmbiguous { run.append(byte) } else { endRun() }
  }

  private mutating func endRun() {
    if run.count > longest.count { longest = run }
    run = []
  }

  private mutating func readEscape() -> Bool {
    guard let byte = current else { return false }
    index += 1
    switch byte {
    case 0x20...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: add(byte)
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "s"),
      UInt8(ascii: "S"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      endRun()
    default: return false
    }
    return true
  }

  private mutating func readClass() -> Bool {
    endRun()
    if current == UInt8(ascii: "^") { index += 1 }
    // As the first, the bracket is one of the class.
    if current == UInt8(ascii: "]") { index += 1 }
    while let byte = current {
      index += 1
      switch byte {
      case UInt8(ascii: "]"): return true
      case UInt8(ascii: "["):
        // The names in [:alpha:] and its kin hold brackets of their own.
        guard let next = current, !":.=".utf8.contains(next) else { return false }
      case UInt8(ascii: "\\"):
        guard let next = current, !"QE".utf8.contains(next) else { return false }
        index += 1
      default: break
      }
    }
    return false
  }

  private mutating func readGroupStart() -> Bool {
    endRun()
    depth += 1
    guard current != UInt8(ascii: "*") else { return false }
    guard current == UInt8(ascii: "?") else { return true }
    index += 1
    guard let kind = current, ":=!<>".utf8.contains(kind) else { return false }
    index += 1
    return true
  }

  private mutating func readGroupEnd() -> Bool {
    endRun()
    depth -= 1
    guard depth >= 0 else { return false }
    // What is repeated as a whole can multiply its ways.
    return !(current.map { "*+?{".utf8.contains($0) } ?? false)
  }

  private mutating func readRepeat(_ byte: UInt8) {
    let item = run.popLast()
    endRun()
    switch byte {
    case UInt8(ascii: "?"): paths = min(paths * 2, 1 << 30)
    case UInt8(ascii: "+"):
      // Once it is there in any case.
      if let item { run = [item] }
      endRun()
      repeats += 1
    default: repeats += 1
    }
    guard byte == UInt8(ascii: "{") else { return skipRepeatMark() }
    let start = index
    while let byte = current, (0x30...0x39).contains(byte) || byte == 0x2C || byte == 0x20 { index += 1 }
    let count = String(decoding: bytes[start..<index], as: UTF8.self)
    guard current == UInt8(ascii: "}") else { return }
    index += 1
    if let count = Int(count), count <= 32 { repeats -= 1 }
    skipRepeatMark()
  }

  /// The mark that makes a repeat lazy or possessive.
  private mutating func skipRepeatMark() {
    if current == UInt8(ascii: "?") || current == UInt8(ascii: "+") { index += 1 }
  }
}
