import StreamModel

/// The full table of types or of sources.
struct TableView {
  let table: TablePane
  let selection: FeedSelection
  let window: RateWindow
  let state: StreamState
  let frame: Frame

  func draw(on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area.line(0))
  }
}
