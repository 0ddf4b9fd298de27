import Text

/// An event as it came on the wire: its lines with their line ends, and what each of them is to the standard.
struct RawBlock: Sendable {
  /// The section "9.2.6 Interpreting an event stream" of the HTML standard names the fields.
  enum Field: Equatable, Sendable {
    case data, event, id, retry, comment, unknown
    /// An empty line, which dispatches.
    case blank
  }

  private struct Line: Sendable {
    let start: UInt32
    /// How much of the event's data stands in the lines before.
    let data: UInt32
  }

  static let lineLimit = 1_000_000

  let bytes: [UInt8]
  /// How many bytes at the end are in no line, because there are too many.
  let omitted: Int
  private var lines: [Line] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = 0
    var data = 0
    while start < bytes.count, lines.count < Self.lineLimit {
      lines.append(Line(start: UInt32(start), data: UInt32(data)))
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let (field, value) = Self.field(bytes[start..<end])
      if field == .data { data += value.count + 1 }
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
      start = min(end + 1, bytes.count)
    }
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
    case .blank: break
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

  /// What a line is, and its bytes without the line end.
  func field(ofLine index: Int) -> (field: Field, line: ArraySlice<UInt8>) {
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
    max(lines.count(whilePrefix: { $0.start <= index }) - 1, 0)
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
    let length = marks.elementsEqual([0x0D, 0x0A]) ? 2 : marks.last == 0x0A || marks.last == 0x0D ? 1 : 0
    return (line.dropLast(length), line.suffix(length))
  }

  private static func field(_ line: ArraySlice<UInt8>) -> (field: Field, value: ArraySlice<UInt8>) {
    guard !line.isEmpty else { return (.blank, line) }
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    var value = line[name.endIndex...].dropFirst()
    if name.isEmpty { return (.comment, value) }
    if value.first == 0x20 { value = value.dropFirst() }
    for (word, field) in names where name.elementsEqual(word.utf8) { return (field, value) }
    return (.unknown, value)
  }

  private static let names: [(String, Field)] = [("data", .data), ("event", .event), ("id", .id), ("retry", .retry)]
}
