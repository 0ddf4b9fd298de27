import Text

/// Cuts the beginning of JSON into pieces with a role each, so that values stand out in the feed: names and signs dim,
/// numbers and literals in roles of their own, strings plain.
///
/// The text may end anywhere. From the first byte on that no JSON has there, all is plain. Pieces are made as they are
/// asked for: a row shows the first few of a long text.
struct FeedJSON: Sequence, IteratorProtocol {
  typealias Piece = (range: Range<Int>, role: Role)

  private let bytes: ArraySlice<UInt8>
  /// The end of the pieces that are made.
  private var start: Int
  /// The first byte that is not read.
  private var place: Int
  /// A piece that was read to see whether the one before goes on.
  private var waiting: Piece?

  /// - Parameter bytes: what is shown; pieces have its indexes.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    start = bytes.startIndex
    place = start
    skipBlanks()
    if place < bytes.endIndex, bytes[place] != UInt8(ascii: "{"), bytes[place] != UInt8(ascii: "[") {
      waiting = (bytes.indices, .normal)
      start = bytes.endIndex
    }
  }

  mutating func next() -> Piece? {
    guard var piece = waiting ?? read() else { return nil }
    waiting = read()
    while let next = waiting, next.role == piece.role {
      piece.range = piece.range.lowerBound..<next.range.upperBound
      waiting = read()
    }
    return piece
  }

  /// The next token, blanks before it included.
  private mutating func read() -> Piece? {
    guard start < bytes.endIndex else { return nil }
    let role = place < bytes.endIndex ? readToken(bytes[place]) : .normal
    defer { start = place }
    return (start..<place, role)
  }

  private mutating func readToken(_ first: UInt8) -> Role {
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"),
      UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
      place += 1
      return .dim
    case UInt8(ascii: "\""): return readString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      skip {
        switch $0 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "e"), UInt8(ascii: "E"):
          true
        default: false
        }
      }
      return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      skip { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      return .literal
    default:
      place = bytes.endIndex
      return .normal
    }
  }

  /// A string; with a colon after it, it is a name.
  private mutating func readString() -> Role {
    // What no string may have, as a line end between two lines of data, does not end it.
    var end = JSONString.end(in: bytes.span, from: place + 1 - bytes.startIndex)
    while !end.isWhole, end.position < bytes.count { end = JSONString.end(in: bytes.span, from: end.position) }
    place = bytes.startIndex + end.position
    skipBlanks()
    let isName = place < bytes.endIndex && bytes[place] == UInt8(ascii: ":")
    place = bytes.startIndex + end.position
    return isName ? .dim : .normal
  }

  private mutating func skipBlanks() { skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }

  @inline(__always)
  private mutating func skip(while isWanted: (UInt8) -> Bool) {
    while place < bytes.endIndex, isWanted(bytes[place]) { place += 1 }
  }
}
