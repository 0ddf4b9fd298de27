import StreamModel
import Text

/// The panel about one source's connection, scrolled as one reads.
struct ConnectionPane: Pane {
  var place: Keymap.Place { .connection }
  var footer: [FooterKey] {
    [
      .back, .scroll, FooterKey(.program(.reconnect), meaning: "reconnect"),
      FooterKey(.program(.connectOrDisconnect), meaning: "disconnect"), .help,
    ]
  }
  private(set) var source: Int
  /// How many sources there are to go to.
  private(set) var sources = 1
  private(set) var lines: [[TextSpan]] = []
  private var scroll = PageScroll()

  init(source: Int) { self.source = source }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    scroll.apply(command)
    return nil
  }

  mutating func apply(_ command: ConnectionCommand) {
    switch command {
    case .nextSource: go(by: 1)
    case .previousSource: go(by: -1)
    }
  }

  /// Goes to another source, round at the ends.
  private mutating func go(by step: Int) {
    guard sources > 1 else { return }
    source = (source + step + sources) % sources
    scroll.apply(.top)
  }

  mutating func fit(_ context: PaneContext, in area: Area) {
    let (state, frame) = (context.state, context.frame)
    sources = state.sources.count
    lines =
      state.sources.indices.contains(source)
      ? ConnectionLines.lines(of: source, in: context).flatMap {
        Wrapping.rows(of: $0, columns: area.columns, limit: 100, glyphs: frame.glyphs)
      } : []
    scroll.fit(lines: lines.count, rows: area.rows - 1)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    let heading = area.line(0)
    canvas.horizontalLine(in: heading)
    let next = Keymap.name(of: .connection(.nextSource), in: .connection)
    let count = sources > 1 ? "\(context.state.label(of: source)) of \(sources), \(next): next " : ""
    canvas.put(" CONNECTION \(count)", in: heading, role: .heading)
    let body = area.dropTop(1)
    let end = min(scroll.top + body.rows, lines.count)
    for (row, line) in lines[min(scroll.top, end)..<end].enumerated() {
      canvas.put(line, in: body, row: row)
    }
    if end < lines.count { canvas.putTrailing(" \(canvas.glyphs.down) more ", in: heading, role: .dim) }
  }
}
