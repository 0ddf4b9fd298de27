import StreamModel

/// One event, opened: everything about it, laid out. It stays while the log goes on and drops it.
public struct Detail: Sendable {
  /// Bytes of data that are laid out, and rows that they may become; what is more is named, not shown.
  static let dataLimit = 4 << 20
  static let rowLimit = 50_000

  private enum Body {
    case json(JSONLayout)
    case lines([[TextSpan]])
  }

  private let facts: [[TextSpan]]
  private let body: Body
  private(set) var rows: [[TextSpan]] = []
  private(set) var top = 0
  private var columns = 0
  private var height = 1

  /// - Parameter record: an event or a loss of `state`'s log; `nil` if there is nothing to open about it.
  init?(_ record: Record, in state: StreamState, clock: WallClock) {
    switch record.kind {
    case .event:
      facts = Self.facts(of: record, in: state, clock: clock) + [[]]
      body = Self.body(of: record, in: state)
    case .overlong:
      facts = [Self.fact("Time    ", clock.text(record.at)), []]
      body = .lines(Self.overlong(record, in: state))
    case .notice:
      guard let notice = state.notice(record) else { return nil }
      facts = [
        Self.fact("Time    ", clock.text(record.at)), Self.fact("Source  ", state.sources[Int(record.source)].url), [],
      ]
      body = .lines([[TextSpan(notice.sentence, notice.role)]])
    case .comment: return nil
    }
  }

  /// Breaks the lines for this width, and keeps the view within them.
  mutating func fit(rows height: Int, columns: Int, glyphs: Glyphs) {
    self.height = max(height, 1)
    if columns != self.columns {
      self.columns = columns
      rows = []
      let isWhole =
        switch body {
        case .json(let layout): wrap(facts, glyphs) && wrap(layout, glyphs)
        case .lines(let lines): wrap(facts, glyphs) && wrap(lines, glyphs)
        }
      if !isWhole { rows.append([TextSpan("(more than \(Quantity.grouped(Self.rowLimit)) rows)", .warning)]) }
    }
    scroll(0)
  }

  /// Breaks lines into rows, and says whether all of them found room.
  private mutating func wrap(_ lines: some Sequence<[TextSpan]>, _ glyphs: Glyphs) -> Bool {
    for line in lines {
      let room = Self.rowLimit - rows.count
      let wrapped = Wrapping.rows(of: line, columns: columns, limit: room + 1, glyphs: glyphs)
      rows += wrapped.prefix(room)
      if wrapped.count > room { return false }
    }
    return true
  }

  /// Rows of one screen, one of which stays in view when a page is turned.
  var page: Int { max(height - 1, 1) }

  mutating func scroll(_ count: Int) { top = min(max(top + count, 0), max(rows.count - height, 0)) }
  mutating func scrollToTop() { top = 0 }
  mutating func scrollToEnd() { scroll(rows.count) }

  private static func facts(of record: Record, in state: StreamState, clock: WallClock) -> [[TextSpan]] {
    var facts = [
      [TextSpan("Type    ", .label), TextSpan(state.types.rows[Int(record.type)].name, .type)],
      fact(
        "ID      ", record.idLength > 0 ? String(decoding: state.log.id(record, limit: 4096), as: UTF8.self) : "none"),
      fact("Time    ", clock.text(record.at)),
      fact(
        "Size    ",
        "\(Quantity.grouped(Int(record.dataLength))) \(record.dataLength == 1 ? "byte" : "bytes") of data, \(Quantity.grouped(state.log.raw(record).count)) on the wire"
      ),
    ]
    if state.sources.count > 1 { facts.append(fact("Source  ", state.sources[Int(record.source)].url)) }
    return facts
  }

  private static func fact(_ label: String, _ value: String) -> [TextSpan] {
    [TextSpan(label, .label), TextSpan(value, .value)]
  }

  private static func body(of record: Record, in state: StreamState) -> Body {
    let data = state.log.data(record, limit: dataLimit)
    if data.count == record.dataLength, let layout = JSONLayout(data) { return .json(layout) }
    var lines = data.split(separator: 0x0A, maxSplits: rowLimit, omittingEmptySubsequences: false).map {
      [TextSpan(String(decoding: $0, as: UTF8.self))]
    }
    if data.count < record.dataLength {
      lines.append([TextSpan("(\(Quantity.grouped(Int(record.dataLength) - data.count)) more bytes)", .warning)])
    }
    return .lines(lines)
  }

  private static func overlong(_ record: Record, in state: StreamState) -> [[TextSpan]] {
    [
      [TextSpan("Dropped: a line or an event grew beyond the limit and had no end in sight.", .bad)],
      fact("Arrived ", "\(Quantity.grouped(Int(record.length))) bytes when it was given up; it began with"),
      [],
      [TextSpan(String(decoding: state.log.raw(record, limit: 4096), as: UTF8.self))],
    ]
  }
}
