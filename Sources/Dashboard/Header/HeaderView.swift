import Findings
import ModelAnswers
import StreamModel
import Text

/// The top of the screen: what is watched, how the connection is doing, how much has come.
struct HeaderView {
  let state: StreamState
  let findings: FindingBoard
  /// That the view stands still.
  let badge: String?
  /// How many events have matched what the user waits for; `nil` where nothing is waited for.
  var alert: TextSpan?
  let window: RateWindow
  /// The order of several sources.
  let sort: TableSort
  let frame: Frame
  let names: SourceNames
  var answers: AnswerReaders?
  var replay: ReplayStatus?

  func draw(on canvas: inout Canvas, in area: Area) {
    guard let replay, area.rows >= 4 else { return drawSources(on: &canvas, in: area) }
    drawSources(on: &canvas, in: area.dropBottom(1))
    ReplayLine(replay: replay, frame: frame).drawBar(on: &canvas, in: area.bottom(1))
  }

  private func drawSources(on canvas: inout Canvas, in area: Area) {
    if state.sources.count > 1 {
      drawTitle(
        "\(state.sources.count) sources", on: &canvas, in: area.line(0),
        facts: replayed(counts + answered, canvas.glyphs))
      SourceRows(state: state, sort: sort, frame: frame, names: names, answers: answers).draw(
        on: &canvas, in: area.dropTop(1), hasHeading: frame.rows >= SourceRows.leastRowsForHeading && area.rows > 2)
    } else if let source = state.sources.first {
      draw(source, on: &canvas, in: area)
    }
  }

  private func draw(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    guard area.rows >= 3 else { return drawLow(source, on: &canvas, in: area) }
    drawTitle(source.shownName, on: &canvas, in: area.line(0))
    drawConnection(source, on: &canvas, in: area.line(1))
    var facts = counts
    addTroubles(source, to: &facts)
    // The dialect and its key stand a row higher, unless a replay or a reason does.
    addAnswer(to: &facts, isNamed: replay == nil && ConnectionText(source, frame).reason == nil)
    let column = draw(facts, on: &canvas, in: area, row: 2)
    // The ID and the rates would be those of where it is counted, and the end is in view.
    guard replay?.counted == nil else { return }
    if !source.lastEventID.isEmpty, area.columns - column >= 16 {
      let used = canvas.put("last event ID ", in: area, row: 2, column: column, role: .label)
      let id = String(decoding: source.lastEventID.ends(512), as: UTF8.self)
      canvas.put(name: id, in: area, row: 2, column: column + used, upTo: area.columns, role: .value)
    }
    drawRate(source, on: &canvas, in: area.line(3))
  }

  private func drawTitle(_ subject: String, on canvas: inout Canvas, in area: Area, facts: FactLine? = nil) {
    let end = drawBadges(on: &canvas, in: area)
    let used = canvas.put("sse-top", in: area, role: .title) + 2
    let column = used + 3 + canvas.put(name: subject, in: area, column: used, upTo: end, role: .title)
    if let facts { draw(facts, on: &canvas, in: area.left(end), row: 0, column: column) }
  }

  /// Facts of several recordings, behind where their replay stands.
  private func replayed(_ facts: FactLine, _ glyphs: Glyphs) -> FactLine {
    guard let replay else { return facts }
    let line = ReplayLine(replay: replay, frame: frame)
    let state = line.state(glyphs)
    var all = FactLine()
    all.add("", state.text, role: state.role)
    line.addPosition(to: &all)
    return all + facts
  }

  /// Draws the badges at the right edge, and says where the rest of the line ends.
  private func drawBadges(on canvas: inout Canvas, in area: Area) -> Int {
    var end = area.columns
    for badge in [badge.map { TextSpan($0, .badge) }, alert].compactMap(\.self) {
      let width = TextWidth.columns(of: badge.text, glyphs: canvas.glyphs) + 2
      // Where there is no room for both, that the view stands still is what must be known.
      guard end == area.columns || width + 12 <= end else { break }
      canvas.put(" \(badge.text) ", in: area.left(end).right(width), role: badge.role)
      end = max(end - width - 1, 0)
    }
    return end
  }

  /// A recording, where it stands, and how the connection was doing there.
  private func draw(_ replay: ReplayStatus, of source: SourceState, on canvas: inout Canvas, in area: Area) {
    let line = ReplayLine(replay: replay, frame: frame)
    let state = line.state(canvas.glyphs)
    let column = canvas.put(state.text, in: area, row: 0, column: 0, upTo: area.columns, role: state.role) + 3
    var facts = FactLine()
    line.addPosition(to: &facts)
    defer { facts.draw(on: &canvas, in: area, row: 0, column: column) }
    // How the connection was doing where it is counted says nothing of the end.
    guard replay.counted == nil else { return }
    if replay.course != .ended {
      let text = ConnectionText(source, frame)
      facts.add("", text.word, role: text.role)
      if let silence = SilenceText(source, at: frame.now) { facts.add("last byte", silence.text, role: silence.role) }
    }
    facts.add("reconnects", Quantity.grouped(source.reconnects), role: source.reconnects > 0 ? .warning : .value)
  }

  private func drawConnection(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    if let replay { return draw(replay, of: source, on: &canvas, in: area) }
    let text = ConnectionText(source, frame)
    var end = area.columns
    if text.reason != nil, let next = text.next {
      canvas.putTrailing(next, in: area, role: .value)
      end -= TextWidth.columns(of: next, glyphs: canvas.glyphs) + 2
    }
    var column = canvas.put(text.state, in: area, row: 0, column: 0, upTo: end, role: text.role) + 3
    if let reason = text.reason {
      guard end - column >= 12 else { return }
      canvas.put(reason, in: area, row: 0, column: column, upTo: end, role: text.role)
      return
    }
    var facts = FactLine()
    if let head = source.head { facts.add("", head.title) }
    if let numbers = answers?.readers.first?.current?.numbers, numbers.dialect != .none {
      facts.add(FactLine.Fact(label: "", value: numbers.dialect.title, key: answerKey))
    }
    if let since = source.openSince { facts.add("up", TimeText.duration(frame.now - since)) }
    if let silence = SilenceText(source, at: frame.now) { facts.add("last byte", silence.text, role: silence.role) }
    if let beat = HeartbeatText(source, frame) { facts.add("", beat.text, role: beat.role) }
    facts.add("reconnects", Quantity.grouped(source.reconnects), role: source.reconnects > 0 ? .warning : .value)
    facts.add("retry", TimeText.countdown(source.reconnectionTime))
    column = facts.draw(on: &canvas, in: area, row: 0, column: column)
    if let last = source.lastDisconnection, source.reconnects > 0, area.columns - column >= 24 {
      let used = canvas.put("last ", in: area, row: 0, column: column, role: .label)
      canvas.put(last.reason.sentence, in: area, row: 0, column: column + used, upTo: area.columns, role: .value)
    }
  }

  /// The rate over the window, and at its right the most that ever came within one second, and the window's mean: the
  /// same whatever time a bar stands for.
  private func drawRate(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    guard !area.isEmpty else { return }
    let label = canvas.put("\(window.label) ", in: area, role: .label)
    let line = Sparkline(bars: source.eventRate.bars(window, limit: min(area.columns - label - 18, 60), at: frame.now))
    canvas.put(line.text(canvas.glyphs), in: area, column: label, role: .good)
    var facts = FactLine()
    // Of the first second and a bit the mean may be more than any second's of the clock.
    let peak = source.eventRate.peakPerSecond
    facts.add("peak", Quantity.rate(peak))
    facts.add("mean", Quantity.rate(min(source.eventRate.perSecond(over: window, at: frame.now), peak)))
    facts.draw(on: &canvas, in: area, row: 0, column: label + line.bars.count + 2)
  }

  /// One or two rows: the mark and the word never give way, the rest does.
  private func drawLow(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    if let replay { return drawLow(replay, of: source, on: &canvas, in: area) }
    let text = ConnectionText(source, frame)
    let silence = SilenceText(source, at: frame.now).flatMap { $0.isAlarm ? $0 : nil }
    let line = area.line(0)
    var end = line.columns
    let column = canvas.put("\(text.mark) \(text.word)", in: line, role: text.role) + 2
    // What comes next, or how long nothing has come, stands beside the reason or the URL, or else in its place.
    let aside =
      (text.progress?.short ?? text.next).map { TextSpan($0, .value) } ?? silence.map { TextSpan($0.short, $0.role) }
    var subject = TextSpan(text.reason ?? source.shownName, text.reason == nil ? .title : text.role)
    if badge != nil || alert != nil {
      end = drawBadges(on: &canvas, in: line)
    } else if let aside {
      let width = TextWidth.columns(of: aside.text, glyphs: canvas.glyphs) + 1
      if column + 8 + width <= end {
        canvas.putTrailing(aside.text, in: line, role: aside.role)
        end -= width
      } else if text.reason == nil {
        subject = aside
      }
    }
    if subject.role == .title {
      canvas.put(name: subject.text, in: line, column: column, upTo: end, role: .title)
    } else {
      canvas.put(subject.text, in: line, row: 0, column: column, upTo: end, role: subject.role)
    }
    guard area.rows > 1 else { return }
    var facts = counts
    addTroubles(source, to: &facts)
    draw(facts, on: &canvas, in: area, row: 1)
  }

  /// Where a recording stands, in one or two rows.
  private func drawLow(
    _ replay: ReplayStatus, of source: SourceState, on canvas: inout Canvas, in area: Area
  ) {
    let line = ReplayLine(replay: replay, frame: frame)
    let state = line.state(canvas.glyphs)
    let end = drawBadges(on: &canvas, in: area.line(0))
    var column = canvas.put(state.text, in: area, row: 0, column: 0, upTo: end, role: state.role) + 2
    var facts = FactLine()
    line.addPosition(to: &facts)
    column = facts.draw(on: &canvas, in: area.left(end), row: 0, column: column)
    if end - column >= 8 { canvas.put(name: source.shownName, in: area, column: column, upTo: end, role: .title) }
    guard area.rows > 1 else { return }
    var counts = counts
    addTroubles(source, to: &counts)
    draw(counts, on: &canvas, in: area, row: 1)
  }

  /// Draws facts, and how many findings there are, for which the last of the facts give way.
  ///
  /// - Returns: the column that comes next.
  @discardableResult
  private func draw(
    _ facts: FactLine, on canvas: inout Canvas, in area: Area, row: Int, column: Int = 0
  ) -> Int {
    let count = FindingsCount.header(findings, columns: area.columns - column, glyphs: canvas.glyphs)
    guard !count.isEmpty else { return facts.draw(on: &canvas, in: area, row: row, column: column) }
    let width = count.reduce(0) { $0 + TextWidth.columns(of: $1.text, glyphs: canvas.glyphs) }
    let next = facts.draw(
      on: &canvas, in: area.left(area.columns - min(width + 2, area.columns)), row: row, column: column)
    return next + canvas.put(count, in: area, row: row, column: next) + 2
  }

  private func addTroubles(_ source: SourceState, to facts: inout FactLine) {
    if source.overlong > 0 { facts.add("too long, dropped", Quantity.grouped(source.overlong), role: .bad) }
    if source.ignored.lines > 0 { facts.add("ignored lines", Quantity.grouped(source.ignored.lines), role: .warning) }
    if source.cut > 0 { facts.add("cut off", Quantity.grouped(source.cut), role: .warning) }
  }

  /// How fast a language model answers, while that is known of the only source.
  ///
  /// - Parameter isNamed: whether its dialect and the key to its page are told elsewhere.
  private func addAnswer(to line: inout FactLine, isNamed: Bool) {
    guard let numbers = answers?.readers.first?.current?.numbers else { return }
    var facts = AnswerFacts(numbers, at: frame.now).header
    if !isNamed || numbers.dialect == .none {
      if facts.isEmpty {
        facts = [FactLine.Fact(label: "", value: numbers.dialect == .none ? "answer" : numbers.dialect.title)]
      }
      facts[0].key = answerKey
    }
    for fact in facts { line.add(fact) }
  }

  /// Of several sources: that there are answers, and the key to their page; their times stand in the rows.
  private var answered: FactLine {
    var facts = FactLine()
    guard let answers, answers.hasAnswers else { return facts }
    let dialects = Set(answers.readers.compactMap { $0.current?.numbers.dialect })
    guard let dialect = dialects.first else { return facts }
    let title = dialects.count > 1 || dialect == .none ? "answers" : dialect.title
    facts.add(FactLine.Fact(label: "", value: title, key: answerKey))
    return facts
  }

  private var answerKey: String { Keymap.key(for: .program(.answer), in: .feed)?.name ?? "" }

  private var counts: FactLine {
    var facts = FactLine()
    // By their places: a whole source is much to copy for one of its numbers.
    let (sources, places) = (state.sources, state.sources.indices)
    let rate = places.reduce(0) { $0 + sources[$1].eventRate.perSecond(at: frame.now) }
    let byteRate = places.reduce(0) { $0 + sources[$1].byteRate.perSecond(at: frame.now) }
    let bytes = places.reduce(0) { $0 + sources[$1].bytes }
    if replay?.counted != nil {
      facts.add("so far", Quantity.counted(state.events, "event"))
      facts.add("", Quantity.bytes(bytes))
      return facts
    }
    facts.add("events", Quantity.grouped(state.events))
    facts.add("", Quantity.rate(rate))
    facts.add("", Quantity.bytes(bytes))
    facts.add("", Quantity.byteRate(byteRate))
    return facts
  }
}

/// Over which time the sparklines go.
typealias RateWindow = RateHistory.Window

extension RateWindow {
  var label: String {
    switch self {
    case .minute: "1 m"
    case .fiveMinutes: "5 m"
    case .hour: "1 h"
    }
  }

  func next(by step: Int) -> Self {
    Self(rawValue: min(max(rawValue + step, 0), Self.allCases.count - 1)) ?? .minute
  }
}
