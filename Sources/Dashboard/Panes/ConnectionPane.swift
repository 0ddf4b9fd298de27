import StreamModel

/// The panel about one source's connection, scrolled as one reads.
struct ConnectionPane: Sendable {
  let source: Int
  private(set) var lines: [[TextSpan]] = []
  private(set) var top = 0
  private var height = 1

  init(source: Int) { self.source = source }

  mutating func apply(_ command: Command) {
    switch command {
    case .top: top = 0
    case .follow: top = lines.count
    default: top += ViewState.rows(command, page: max(height - 1, 1))
    }
  }

  mutating func fit(_ state: StreamState, rows: Int, columns: Int, _ frame: Frame) {
    height = max(rows, 1)
    lines =
      state.sources.indices.contains(source)
      ? ConnectionLines.lines(of: source, in: state, frame).flatMap {
        Wrapping.rows(of: $0, columns: columns, limit: 100)
      }
      : []
    top = min(max(top, 0), max(lines.count - height, 0))
  }
}
