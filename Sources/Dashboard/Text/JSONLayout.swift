/// The data of an event as the indented lines of JSON, nothing changed but white space.
///
/// Members keep their order and their duplicates, numbers their digits, strings their escapes. Lines are found once,
/// in linear time and eight bytes a line; the text of a line is made when it is asked for.
public struct JSONLayout: RandomAccessCollection, Sendable {
  /// Deeper nesting counts as not being JSON.
  public static let depthLimit = 512

  private struct Line: Sendable {
    let start: UInt32
    let depth: UInt32
  }

  private let bytes: [UInt8]
  private var lines: [Line] = []

  public var startIndex: Int { 0 }
  public var endIndex: Int { lines.count }

  /// `nil` if the bytes are not one JSON value (RFC 8259), or are 4 GiB or more.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count < Int(UInt32.max) else { return nil }
    self.bytes = bytes
    guard findLines() else { return nil }
  }

  /// `nil` if the bytes are not one JSON value (RFC 8259), or are 4 GiB or more.
  public init?(_ bytes: ArraySlice<UInt8>) { self.init(Array(bytes)) }

  /// The spans of one line, its indentation of two spaces a level first; none outside of `indices`.
  public subscript(position: Int) -> [TextSpan] {
    guard lines.indices.contains(position) else { return [] }
    let line = lines[position]
    let end = position + 1 < lines.count ? Int(lines[position + 1].start) : bytes.count
    var spans: [TextSpan] = []
    if line.depth > 0 { spans.append(TextSpan(String(repeating: " ", count: 2 * Int(line.depth)))) }

    var scanner = JSONScanner(bytes, at: Int(line.start))
    while let token = scanner.next(), token != .end, scanner.range.lowerBound < end {
      let text = String(decoding: bytes[scanner.range], as: UTF8.self)
      switch token {
      case .string: spans.append(TextSpan(text, .string))
      case .number: spans.append(TextSpan(text, .number))
      case .literal: spans.append(TextSpan(text, .literal))
      case .colon:
        if let last = spans.indices.last { spans[last].role = .name }
        spans.append(TextSpan(": "))
      case .open, .close, .comma, .end: spans.append(TextSpan(text))
      }
    }
    return spans
  }

  /// Finds where lines start, if the bytes are JSON: an automaton with a stack of its own.
  private mutating func findLines() -> Bool {
    enum Expected { case value, valueOrClose, nameOrClose, name, colon, commaOrClose, end }

    var scanner = JSONScanner(bytes)
    var closers: [UInt8] = []
    var expected = Expected.value
    var isAtLineStart = true

    while let token = scanner.next() {
      if token == .end { return expected == .end }
      var isEmptyClose = false
      switch (token, expected) {
      case (.open, .value), (.open, .valueOrClose), (.string, .value), (.string, .valueOrClose),
        (.number, .value), (.number, .valueOrClose), (.literal, .value), (.literal, .valueOrClose),
        (.string, .name), (.string, .nameOrClose), (.colon, .colon), (.comma, .commaOrClose):
        break
      case (.close(let byte), .valueOrClose), (.close(let byte), .nameOrClose), (.close(let byte), .commaOrClose):
        guard closers.popLast() == byte else { return false }
        isEmptyClose = expected != .commaOrClose
      default: return false
      }
      let isClose = if case .close = token { true } else { false }
      if isAtLineStart && !isEmptyClose || isClose && !isEmptyClose {
        lines.append(Line(start: UInt32(scanner.range.lowerBound), depth: UInt32(closers.count)))
      }
      isAtLineStart = false

      switch token {
      case .open(let byte):
        guard closers.count < Self.depthLimit else { return false }
        let isObject = byte == UInt8(ascii: "{")
        closers.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        expected = isObject ? .nameOrClose : .valueOrClose
        isAtLineStart = true
      case .colon: expected = .value
      case .comma:
        expected = closers.last == UInt8(ascii: "}") ? .name : .value
        isAtLineStart = true
      case .string where expected == .name || expected == .nameOrClose: expected = .colon
      default: expected = closers.isEmpty ? .end : .commaOrClose
      }
    }
    return false
  }
}
