import ModelAnswers
import StreamModel
import Text

/// The sources as the rows of a table: in the header as many as there is room for, in the full table all of them.
struct SourceRows {
  let state: StreamState
  let sort: TableSort
  let frame: Frame
  let names: SourceNames
  /// Answers of language models, where their times are wanted.
  var answers: AnswerReaders?

  /// The place of the sparkline among the columns, after those that can be sorted by.
  static let minute = SourceColumn.allCases.count

  /// The sparkline gives way first, then the reason, the bytes, the reconnects, the last byte, the rate, and the events
  /// last.
  ///
  /// - Parameters:
  ///   - width: of the table.
  ///   - nameColumns: of the longest name.
  static func columns(width: Int, nameColumns: Int) -> [Grid.Column] {
    let name = min(max(nameColumns - leastName, 0), max(width / 2 - leastName, 0))
    return [
      Grid.Column(title: SourceColumn.number.title, width: 3),
      Grid.Column(title: SourceColumn.state.title, width: 12, isNumber: false),
      Grid.Column(title: SourceColumn.url.title, width: leastName, isNumber: false, isName: true, stretch: name),
      Grid.Column(title: SourceColumn.events.title, width: 10, rank: 7),
      Grid.Column(title: SourceColumn.rate.title, width: 8, rank: 6),
      Grid.Column(title: SourceColumn.byteRate.title, width: 12, rank: 3),
      Grid.Column(title: SourceColumn.lastByte.title, width: 17, isNumber: false, rank: 5),
      Grid.Column(title: SourceColumn.reconnects.title, width: 8, rank: 4),
      Grid.Column(title: SourceColumn.reason.title, width: 16, isNumber: false, rank: 2, stretch: 48),
      Grid.Column(title: " 1 MIN", width: 13, isNumber: false, rank: 1, stretch: width >= withSeconds ? 48 : 18),
    ]
  }

  /// From so many rows of the screen on the rows of the header have a heading.
  static let leastRowsForHeading = 20
  private static let leastName = 24
  /// From this width on the sparkline has a bar a second.
  private static let withSeconds = 240

  /// The columns of the rows of the header.
  static func grid(width: Int, nameColumns: Int, _ answers: AnswerReaders?) -> Grid {
    let columns = columns(width: width, nameColumns: nameColumns)
    return Grid(hasAnswers(answers) ? answerColumns(columns) : columns, width: width)
  }

  private static func hasAnswers(_ answers: AnswerReaders?) -> Bool {
    guard let answers, answers.hasAnswers else { return false }
    return answers.readers.contains { $0.current?.numbers.times.firstToken != nil }
  }

  /// Where language models answer, their times stand in place of the bytes and the reconnects.
  private static func answerColumns(_ columns: [Grid.Column]) -> [Grid.Column] {
    var columns = columns
    columns[SourceColumn.events.rawValue].rank = 5
    columns[SourceColumn.rate.rawValue].rank = 4
    columns[SourceColumn.byteRate.rawValue] = Grid.Column(title: "TTFT", width: 13, rank: 7)
    columns[SourceColumn.reconnects.rawValue] = Grid.Column(title: "TOK/S", width: 15, rank: 6)
    return columns
  }

  /// The rows of the header.
  ///
  /// - Parameter hasHeading: whether the first row names the columns.
  func draw(on canvas: inout Canvas, in whole: Area, hasHeading: Bool = false) {
    let area = hasHeading ? whole.dropTop(1) : whole
    let hasAnswers = Self.hasAnswers(answers)
    let grid = Self.grid(width: area.columns, nameColumns: names.longest, answers)
    if hasHeading { drawHeading(grid, on: &canvas, in: whole.line(0)) }
    let order = SourceColumn.order(state, by: sort, now: frame.now, rows: area.rows)
    for (row, index) in order.prefix(area.rows).enumerated() {
      var cells = cells(index)
      if hasAnswers {
        let facts = answers?.readers[index].current.map { AnswerFacts($0.numbers, at: frame.now) }
        cells[SourceColumn.byteRate.rawValue] = TextSpan(facts?.firstToken.map { "TTFT \($0)" } ?? "", .value)
        cells[SourceColumn.reconnects.rawValue] = TextSpan(facts?.shownSpeed ?? "", .value)
      }
      grid.draw(cells, on: &canvas, in: area.line(row))
      drawSparkline(index, on: &canvas, in: grid.area(of: Self.minute, in: area.line(row)))
    }
    guard order.count > area.rows, area.rows > 0 else { return }
    let last = area.line(area.rows - 1)
    canvas.fill(last)
    let hidden = order.dropFirst(area.rows - 1)
    let closed = hidden.count { !state.sources[$0].connection.isOpen }
    let quiet = hidden.count { (state.sources[$0].silences.alarm(at: frame.now) ?? .usual) > .usual }
    var used = canvas.put("\(hidden.count) more sources; S shows them", in: last, role: .dim)
    for (count, word) in [(closed, "not open"), (quiet, "quiet")] where count > 0 {
      used += canvas.put(", \(count) \(word)", in: last, column: used, role: .warning)
    }
  }

  /// What the rows are sorted by is marked, as in the full table.
  private func drawHeading(_ grid: Grid, on canvas: inout Canvas, in area: Area) {
    let column = SourceColumn(rawValue: sort.column) ?? .number
    let isDescending = column.beginsWithGreatest != sort.isInverted
    let mark = isDescending ? canvas.glyphs.descending : canvas.glyphs.ascending
    grid.drawHeading(sorted: sort.column, mark: mark, on: &canvas, in: area)
  }

  func drawSparkline(_ index: Int, isHidden: Bool = false, on canvas: inout Canvas, in area: Area) {
    let area = area.dropLeft(1)
    guard !area.isEmpty else { return }
    let bars = state.sources[index].eventRate.bars(.minute, limit: area.columns, at: frame.now)
    canvas.put(Sparkline(bars: bars).text(canvas.glyphs), in: area, role: isHidden ? .dim : .good)
  }

  func cells(_ index: Int) -> [TextSpan] {
    let source = state.sources[index]
    let text = ConnectionText(source, frame)
    let silence = SilenceText(source, at: frame.now)
    let next = (text.progress?.short ?? text.next).map { TextSpan($0, text.role) }
    let reason = text.reason ?? source.lastDisconnection?.reason.sentence ?? ""
    return [
      TextSpan(state.label(of: index), .hue(index)), TextSpan("\(text.mark) \(text.word)", text.role),
      TextSpan(names.shown[index], .value),
      TextSpan(Quantity.grouped(source.events), .value),
      TextSpan(Quantity.rate(source.eventRate.perSecond(at: frame.now)), .value),
      TextSpan(Quantity.byteRate(source.byteRate.perSecond(at: frame.now)), .value),
      silence.map { TextSpan($0.short, $0.role) } ?? next ?? TextSpan("", .dim),
      TextSpan(Quantity.grouped(source.reconnects), source.reconnects > 0 ? .warning : .value),
      TextSpan(reason, text.reason == nil ? .dim : text.role),
    ]
  }
}
