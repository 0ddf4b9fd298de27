import StreamModel
import Text

/// An event as it came on the wire: its lines with their line ends, and what each of them is to the standard.
struct RawBlock: Sendable {
  private struct Line: Sendable {
    let start: UInt32
    /// How much of the event's data stands in the lines before.
    let data: UInt32
  }

  static let lineLimit = 1_000_000

  let bytes: [UInt8]
  /// How many bytes at the end are in no line, because there are too many.
  let omitted: Int
  private let lines: [Line]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines: [Line] = []
    var (start, data) = (0, 0)
    bytes.withUnsafeBytes { raw in
      for line in Lines(in: raw) {
        lines.append(Line(start: UInt32(line.content.lowerBound), data: UInt32(data)))
        let (field, value) = Self.field(bytes[line.content])
        if field == .data { data += value.count + 1 }
        start = line.next
        if lines.count == Self.lineLimit { break }
      }
    }
    self.lines = lines
    omitted = bytes.count - start
  }

  var count: Int { lines.count }

  /// A line's fields by their roles, and after it its line end.
  func text(ofLine index: Int, glyphs: Glyphs) -> DetailLine {
    let (content, end) = parts(ofLine: index)
    let (field, value) = Self.field(content)
    var spans: [ByteSpan] = []
    switch field {
    case .comment: spans.append(ByteSpan(content, .dim))
    case .unknown: spans.append(ByteSpan(content, .warning))
    case nil: break
    case .data, .event, .id, .retry:
      let name = content.prefix { $0 != UInt8(ascii: ":") }
      spans = [
        ByteSpan(name, .name), ByteSpan(content[name.endIndex..<value.startIndex], .dim),
        ByteSpan(value, field == .data ? .normal : .value),
      ]
    }
    let mark = end.map { $0 == 0x0D ? glyphs.carriageReturn : glyphs.newline }.joined()
    if !mark.isEmpty { spans.append(ByteSpan(mark, .mark)) }
    return DetailLine(spans: spans.filter { !$0.bytes.isEmpty })
  }

  /// What a line is, `nil` for an empty one, which dispatches; and its bytes without the line end.
  func field(ofLine index: Int) -> (field: Field.Name?, line: ArraySlice<UInt8>) {
    let content = parts(ofLine: index).content
    return (Self.field(content).field, content)
  }

  /// The line and the index in `bytes` where an offset of the event's data stands.
  func place(ofData offset: Int) -> (line: Int, index: Int) {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].data <= offset { low = middle + 1 } else { high = middle }
    }
    // Lines that hold no data have the offset of the next that does; after the last there is only the blank line.
    var line = max(low - 1, 0)
    while line > 0, field(ofLine: line).field != .data { line -= 1 }
    guard lines.indices.contains(line) else { return (0, 0) }
    let value = Self.field(parts(ofLine: line).content).value
    return (line, value.startIndex + min(max(offset - Int(lines[line].data), 0), value.count))
  }

  /// The line that an index of `bytes` lies in.
  func line(atIndex index: Int) -> Int {
    max(lines.prefixCount(while: { $0.start <= index }) - 1, 0)
  }

  /// The offset of the event's data that stands at an index of `bytes`, or that follows.
  func data(atIndex index: Int, ofLine line: Int) -> Int {
    guard lines.indices.contains(line) else { return 0 }
    let (field, value) = Self.field(parts(ofLine: line).content)
    guard field == .data else { return Int(lines[line].data) }
    return Int(lines[line].data) + min(max(index - value.startIndex, 0), value.count)
  }

  private func parts(ofLine index: Int) -> (content: ArraySlice<UInt8>, end: ArraySlice<UInt8>) {
    guard lines.indices.contains(index) else { return ([], []) }
    let end = index + 1 < lines.count ? Int(lines[index + 1].start) : bytes.count - omitted
    let line = bytes[Int(lines[index].start)..<end]
    let marks = line.suffix(2)
    let length = marks.elementsEqual([0x0D, 0x0A]) ? 2 : marks.last?.isLineEnd == true ? 1 : 0
    return (line.dropLast(length), line.suffix(length))
  }

  /// What a line is, `nil` for an empty one, and the value of its field.
  private static func field(_ line: ArraySlice<UInt8>) -> (field: Field.Name?, value: ArraySlice<UInt8>) {
    guard !line.isEmpty else { return (nil, line) }
    let field = line.withUnsafeBytes { Field(line: $0) }
    return (field.name, line.dropFirst(field.valueStart))
  }
}
