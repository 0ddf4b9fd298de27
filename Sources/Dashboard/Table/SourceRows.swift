import ModelAnswers
import StreamModel
import Text

/// The sources as the rows of a table: in the header as many as there is room for, in the full table all of them.
struct SourceRows {
  let state: StreamState
  let sort: TableSort
  let frame: Frame
  /// Answers of language models, where their times are wanted.
  var answers: AnswerReaders?

  /// The reason gives way first, then the bytes, the reconnects, the last byte, the rate, and the events last.
  static let columns: [Grid.Column] = [
    Grid.Column(title: SourceColumn.number.title, width: 3),
    Grid.Column(title: SourceColumn.state.title, width: 12, isNumber: false),
    Grid.Column(title: SourceColumn.url.title, width: 24, isNumber: false, isName: true, stretch: 32),
    Grid.Column(title: SourceColumn.events.title, width: 10, rank: 6),
    Grid.Column(title: SourceColumn.rate.title, width: 8, rank: 5),
    Grid.Column(title: SourceColumn.byteRate.title, width: 12, rank: 2),
    Grid.Column(title: SourceColumn.lastByte.title, width: 17, isNumber: false, rank: 4),
    Grid.Column(title: SourceColumn.reconnects.title, width: 8, rank: 3),
    Grid.Column(title: SourceColumn.reason.title, width: 16, isNumber: false, rank: 1, stretch: 200),
  ]

  /// Where language models answer, their times stand in place of the bytes and the reconnects.
  static let answerColumns: [Grid.Column] = {
    var columns = Self.columns
    columns[3].rank = 4
    columns[4].rank = 3
    columns[5] = Grid.Column(title: "TTFT", width: 13, rank: 6)
    columns[7] = Grid.Column(title: "TOK/S", width: 15, rank: 5)
    return columns
  }()

  /// The rows of the header, without a heading.
  func draw(on canvas: inout Canvas, in area: Area) {
    let hasAnswers = answers?.readers.contains { $0.current?.numbers.times.firstToken != nil } == true
    let grid = Grid(hasAnswers ? Self.answerColumns : Self.columns, width: area.columns)
    let names = names(in: grid)
    let order = SourceColumn.order(state, by: sort, now: frame.now)
    for (row, index) in order.prefix(area.rows).enumerated() {
      var cells = cells(index, name: names[index])
      if hasAnswers {
        let facts = answers?.readers[index].current.map { AnswerFacts($0.numbers, at: frame.now) }
        cells[5] = TextSpan(facts?.firstToken.map { "TTFT \($0)" } ?? "", .value)
        cells[7] = TextSpan(facts?.shownSpeed ?? "", .value)
      }
      grid.draw(cells, on: &canvas, in: area.line(row))
    }
    guard order.count > area.rows, area.rows > 0 else { return }
    let last = area.line(area.rows - 1)
    canvas.fill(last)
    let hidden = order.dropFirst(area.rows - 1)
    let closed = hidden.count { state.sources[$0].openSince == nil }
    let used = canvas.put("\(hidden.count) more sources; S shows them", in: last, role: .dim)
    if closed > 0 { canvas.put(", \(closed) not open", in: last, column: used, role: .warning) }
  }

  /// What the sources are called in the room that a table has for it.
  func names(in grid: Grid) -> [String] {
    SourceNames.short(
      state.sources.map(\.shownName), columns: grid.width(of: SourceColumn.url.rawValue), glyphs: frame.glyphs)
  }

  func cells(_ index: Int, name: String) -> [TextSpan] {
    let source = state.sources[index]
    let text = ConnectionText(source, frame)
    let silence = SilenceText(source, at: frame.now)
    let next = (text.progress?.short ?? text.next).map { TextSpan($0, text.role) }
    let reason = text.reason ?? source.lastDisconnection?.reason.sentence ?? ""
    return [
      TextSpan("\(index + 1)", .hue(index)), TextSpan("\(text.mark) \(text.word)", text.role), TextSpan(name, .value),
      TextSpan(Quantity.grouped(source.events), .value),
      TextSpan(Quantity.rate(source.eventRate.perSecond(at: frame.now)), .value),
      TextSpan(Quantity.byteRate(source.byteRate.perSecond(at: frame.now)), .value),
      silence.map { TextSpan($0.short, $0.role) } ?? next ?? TextSpan("", .dim),
      TextSpan(Quantity.grouped(source.reconnects), source.reconnects > 0 ? .warning : .value),
      TextSpan(reason, text.reason == nil ? .dim : text.role),
    ]
  }
}
