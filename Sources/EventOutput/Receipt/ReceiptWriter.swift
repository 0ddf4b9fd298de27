import Text

/// The words and columns of a receipt.
struct ReceiptWriter {
  let glyphs: Glyphs
  let length: ReceiptLength

  /// Text of a stranger's, cleaned, and cut where it needs more columns than these.
  func clean(_ text: String, columns: Int = 160) -> String {
    CleanText.cleaned(text, columns: columns, glyphs: glyphs)
  }

  /// Before what helps.
  var arrow: String { glyphs.isASCII ? ">" : "→" }

  /// A line as a terminal of so many columns shows it: what has no room goes on below, further to the right.
  static func broken(_ line: String, columns: Int, glyphs: Glyphs) -> [String] {
    guard TextWidth.columns(of: line, glyphs: glyphs) > columns else { return [line] }
    let text = line.drop { $0 == " " }
    let indent = line.count - text.count
    let lines = TextBreaking.lines(of: String(text), columns: max(columns - indent - 4, 20), glyphs: glyphs)
    return lines.enumerated().map { String(repeating: " ", count: $0 == 0 ? indent : indent + 4) + $1 }
  }

  /// The first column to the left, the others to the right.
  func table(_ rows: [[String]]) -> [String] {
    let widths = (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { TextWidth.columns(of: $0[column], glyphs: glyphs) }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { index, cell in
        let padding = String(repeating: " ", count: cell.1 - TextWidth.columns(of: cell.0, glyphs: glyphs))
        return index == 0 ? cell.0 + padding : padding + cell.0
      }
      return cells.joined(separator: "  ")
    }
  }

  /// `once`, `twice`, `3 times`.
  static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(Quantity.grouped(count)) times"
    }
  }

  /// How long something took: `0 ms`, `12 ms`, `1.2 s`, `00:01:30`.
  static func lapse(_ duration: Duration) -> String {
    let milliseconds = Int64(max(duration, .zero) / .milliseconds(1))
    switch milliseconds {
    case 0: return duration > .zero ? "<1 ms" : "0 ms"
    case ..<1000: return "\(milliseconds) ms"
    case ..<60_000: return "\(milliseconds / 1000).\(milliseconds / 100 % 10) s"
    default: return TimeText.duration(duration)
    }
  }
}

// MARK: - Connections

extension ReceiptWriter {
  /// A line for each source, the worst first; where there are too many, those have one each and the rest one together.
  ///
  /// - Parameter room: how many lines there may be.
  func sources(_ sources: [Summary.Source], room: Int) -> [String] {
    if sources.count == 1 { return [connection(sources[0])] }
    let ranked = sources.enumerated().sorted { left, right in
      left.element.trouble == right.element.trouble
        ? left.offset < right.offset : left.element.trouble > right.element.trouble
    }.map(\.element)
    let troubled = ranked.count { $0.trouble > .none }
    let shown = sources.count <= room ? ranked[...] : ranked.prefix(min(troubled, room - 1))
    let lines = shown.map { source in
      let events = source.connections > 0 ? "; " + Quantity.counted(source.events, "event") : ""
      return "\(clean(source.url)): \(connection(source))\(events)"
    }
    let rest = shown.count == sources.count ? [] : ranked.dropFirst(shown.count)
    guard !rest.isEmpty else { return lines }
    let name =
      shown.isEmpty ? "all \(Quantity.grouped(rest.count)) streams" : "the other \(Quantity.grouped(rest.count))"
    let never = rest.count { $0.connections == 0 }
    let drops = rest.reduce(0) { $0 + $1.dropCount }
    let parts =
      (never < rest.count ? [Quantity.counted(rest.reduce(0) { $0 + $1.connections }, "connection")] : [])
      + [drops > 0 ? Quantity.counted(drops, "drop") : "no drops"]
      + (never > 0 ? ["\(Quantity.grouped(never)) never connected"] : [])
      + [Quantity.counted(rest.reduce(0) { $0 + $1.events }, "event")]
    return lines + ["\(name): \(parts.joined(separator: ", "))"]
  }

  /// What became of a source's connections.
  private func connection(_ source: Summary.Source) -> String {
    guard source.connections > 0 else { return neverConnected(source) }
    var parts = ["connected \(Self.times(source.connections))"]
    if source.dropCount > 0 {
      parts.append("\(Quantity.counted(source.dropCount, "drop")): \(causes(source))")
    } else if source.standing == .open {
      parts = ["\(parts[0]), no drops"]
    }
    switch source.standing {
    case .open: break
    case .connecting: parts.append("not connected at the end")
    case .down(let reason):
      parts.append("not connected at the end" + (source.hasTold(reason) ? "" : ": \(clean(reason))"))
    case .ended(let reason):
      if !source.hasTold(reason) { parts.append("ended: \(clean(reason))") }
    }
    return parts.joined(separator: "; ")
  }

  private func neverConnected(_ source: Summary.Source) -> String {
    let never = source.hasNoResponse ? "connected, but no response came" : "never connected"
    let tries = source.tries > 1 ? ", tried \(Self.times(source.tries))" : ""
    return switch source.standing {
    case .open, .connecting: "\(never)\(tries)"
    case .down(let reason), .ended(let reason): "\(never)\(tries): \(clean(reason))"
    }
  }

  private func causes(_ source: Summary.Source) -> String {
    let ranked = source.causes.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
    let shown = ranked.map(\.element).prefix(length.causes)
    var parts = shown.map { cause in
      clean(cause.reason) + (cause.count > 1 ? " (\(Self.times(cause.count)))" : "")
    }
    let rest = source.dropCount - shown.reduce(0) { $0 + $1.count }
    if rest > 0 { parts.append("\(Quantity.grouped(rest)) for other reasons") }
    return parts.joined(separator: ", ")
  }
}

/// How badly it went, for an order of the worst first.
private struct Trouble: Comparable {
  static let none = Trouble(isFailed: false, drops: 0, isSilent: false)

  /// Not open at the end, by a failure.
  var isFailed: Bool
  var drops: Int
  /// Open at some time, and nothing came.
  var isSilent: Bool

  static func < (left: Self, right: Self) -> Bool {
    (left.isFailed ? 1 : 0, left.drops, left.isSilent ? 1 : 0)
      < (right.isFailed ? 1 : 0, right.drops, right.isSilent ? 1 : 0)
  }
}

extension Summary.Source {
  fileprivate var trouble: Trouble {
    let isFailed =
      switch standing {
      case .open, .connecting: connections == 0
      case .down: true
      case .ended: connections == 0 || drops.last.map { $0.code != 0 } ?? false
      }
    return Trouble(isFailed: isFailed, drops: dropCount, isSilent: events == 0)
  }

  /// Whether a drop tells it already.
  fileprivate func hasTold(_ reason: String) -> Bool { causes.contains { $0.reason == reason } }
}
