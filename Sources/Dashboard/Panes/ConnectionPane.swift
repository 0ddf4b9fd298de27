import StreamModel

/// The panel about one source's connection, scrolled as one reads.
struct ConnectionPane: Sendable {
  private(set) var source: Int
  /// How many sources there are to go to.
  private(set) var sources = 1
  private(set) var lines: [[TextSpan]] = []
  private(set) var top = 0
  private var height = 1

  init(source: Int) { self.source = source }

  mutating func apply(_ command: Command) {
    switch command {
    case .top: top = 0
    case .follow: top = lines.count
    case .nextSource: go(by: 1)
    case .previousSource: go(by: -1)
    default: top += ViewState.rows(command, page: max(height - 1, 1))
    }
    top = min(max(top, 0), max(lines.count - height, 0))
  }

  /// Goes to another source, round at the ends.
  private mutating func go(by step: Int) {
    guard sources > 1 else { return }
    source = (source + step + sources) % sources
    top = 0
  }

  mutating func fit(_ state: StreamState, rows: Int, columns: Int, _ frame: Frame) {
    height = max(rows, 1)
    sources = state.sources.count
    lines =
      state.sources.indices.contains(source)
      ? ConnectionLines.lines(of: source, in: state, frame).flatMap {
        Wrapping.rows(of: $0, columns: columns, limit: 100, glyphs: frame.glyphs)
      } : []
    top = min(max(top, 0), max(lines.count - height, 0))
  }
}
