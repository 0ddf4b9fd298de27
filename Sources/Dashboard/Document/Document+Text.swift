import Text

/// A line as it is drawn, before it is broken into rows.
struct DetailLine: Sendable {
  var spans: [ByteSpan]
  /// The columns that rows after the first leave free.
  var hang = 0
}

extension Document {
  private static let blanks = [UInt8](repeating: 0x20, count: 2 * depthLimit)
  private static let colon = ByteSpan(": ")
  private static let comma = ByteSpan(",")

  /// The text of a line, indented by two spaces a level.
  ///
  /// - Parameter indentLimit: columns that the deepest levels share, so that they leave room for what stands in them.
  func text(of line: Line, indentLimit: Int = .max, glyphs: Glyphs = .unicode) -> DetailLine {
    if line.isClose { return close(line.node, indentLimit) }
    return isFolded(line.node) ? folded(line.node, indentLimit, glyphs) : text(ofNode: line.node, indentLimit)
  }

  /// The first line of a node while nothing hides what it contains.
  func text(ofNode index: Int, _ indentLimit: Int = .max) -> DetailLine {
    let node = nodes[index]
    let all = Int(node.start)..<Int(node.end)
    var line = start(of: index, indentLimit)
    switch node.kind {
    case .text: line.spans.append(ByteSpan(bytes[all]))
    case .string: line.spans.append(ByteSpan(bytes[all], .string, hasEscapes: true))
    case .number: line.spans.append(ByteSpan(bytes[all], .number))
    case .literal: line.spans.append(ByteSpan(bytes[all], .literal))
    case .object, .array:
      line.spans.append(ByteSpan(bytes[all.prefix(1)]))
      guard node.count == 0, !unclosed.contains(index) else { return line }
      line.spans.append(ByteSpan(bytes[all.suffix(1)]))
    }
    if hasComma(index) { line.spans.append(Self.comma) }
    return line
  }

  private func folded(_ index: Int, _ indentLimit: Int, _ glyphs: Glyphs) -> DetailLine {
    let node = nodes[index]
    let isObject = node.kind == .object
    let noun = isObject ? "key" : "item"
    let ellipsis = glyphs.isASCII ? "..." : glyphs.ellipsis
    var line = start(of: index, indentLimit)
    line.spans += [ByteSpan(bytes[Int(node.start)...].prefix(1)), ByteSpan(ellipsis, .dim)]
    let isUnclosed = unclosed.contains(index)
    if !isUnclosed { line.spans.append(ByteSpan(bytes[..<Int(node.end)].suffix(1))) }
    line.spans.append(
      ByteSpan(" \(Quantity.counted(Int(node.count), noun))\(isUnclosed ? " and more" : "")", .dim))
    return line
  }

  private func close(_ index: Int, _ indentLimit: Int) -> DetailLine {
    var line = indentation(index, indentLimit)
    line.spans.append(ByteSpan(bytes[..<Int(nodes[index].end)].suffix(1)))
    if hasComma(index) { line.spans.append(Self.comma) }
    return line
  }

  /// The indentation and the name, if there is one.
  private func start(of index: Int, _ indentLimit: Int) -> DetailLine {
    var line = indentation(index, indentLimit)
    if let name = name(of: index) { line.spans += [ByteSpan(name, .name, hasEscapes: true), Self.colon] }
    return line
  }

  private func indentation(_ index: Int, _ limit: Int) -> DetailLine {
    let node = nodes[index]
    let indent = min(2 * Int(node.depth), max(limit, 0))
    guard indent > 0 else { return DetailLine(spans: [], hang: node.kind == .text ? 0 : 2) }
    var span = ByteSpan(Self.blanks.prefix(indent))
    span.isSource = false
    return DetailLine(spans: [span], hang: indent + 2)
  }

  /// The name of a member as it is written, its quotes with it.
  func name(of index: Int) -> ArraySlice<UInt8>? {
    let node = nodes[index]
    return node.name == Node.none ? nil : bytes[Int(node.name)..<Int(node.nameEnd)]
  }

  private func hasComma(_ index: Int) -> Bool {
    let node = nodes[index]
    return node.parent != Node.none && node.next < nodes[Int(node.parent)].next
  }
}
