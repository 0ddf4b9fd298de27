import Text

/// Cuts the beginning of JSON into pieces with a role each, so that values stand out in the feed: names and signs dim,
/// numbers and literals in roles of their own, strings plain.
///
/// The text may end anywhere. From the first byte on that no JSON has there, all is plain.
struct FeedJSON {
  typealias Piece = (range: Range<Int>, role: Role)

  private let bytes: ArraySlice<UInt8>
  private var next: Int
  private(set) var pieces: [Piece] = []

  /// - Parameter bytes: what is shown; pieces have its indexes.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
    skipBlanks()
    if next < bytes.endIndex, bytes[next] == UInt8(ascii: "{") || bytes[next] == UInt8(ascii: "[") { read() }
    add(bytes.endIndex, .normal)
  }

  private var start: Int { pieces.last?.range.upperBound ?? bytes.startIndex }

  private mutating func add(_ end: Int, _ role: Role) {
    guard start < end else { return }
    if let last = pieces.last, last.role == role {
      pieces[pieces.count - 1].range = last.range.lowerBound..<end
    } else {
      pieces.append((start..<end, role))
    }
  }

  private mutating func read() {
    while next < bytes.endIndex {
      switch bytes[next] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"),
        UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        next += 1
        add(next, .dim)
      case UInt8(ascii: "\""): readString()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        skip { "+-.eE".utf8.contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        add(next, .number)
      case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
        skip { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        add(next, .literal)
      default: return
      }
    }
  }

  /// A string; with a colon after it, it is a name.
  private mutating func readString() {
    next += 1
    while next < bytes.endIndex, bytes[next] != UInt8(ascii: "\"") {
      next += bytes[next] == UInt8(ascii: "\\") ? 2 : 1
    }
    next = min(next + 1, bytes.endIndex)
    let end = next
    skipBlanks()
    let isName = next < bytes.endIndex && bytes[next] == UInt8(ascii: ":")
    add(end, isName ? .dim : .normal)
  }

  private mutating func skipBlanks() { skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }

  private mutating func skip(while isWanted: (UInt8) -> Bool) {
    while next < bytes.endIndex, isWanted(bytes[next]) { next += 1 }
  }
}
