public import StreamModel
import Text

/// Draws the whole screen: the only way from the state to a picture.
///
/// Pure: the same state, view and frame give the same canvas. The view has been fitted to them before.
public func draw(_ live: StreamState, _ view: ViewState, _ frame: Frame, reusing drawn: inout DrawnFeed) -> Canvas {
  var canvas = Canvas(columns: frame.columns, rows: frame.rows, glyphs: frame.glyphs)
  let (state, counted) = (view.state(live), view.counted(live))
  var frame = frame
  var badge: String?
  let alert = view.alertBadge
  if let frozen = view.frozen {
    // Everything stands still but the badge.
    frame.now = frozen.at
    badge = "FROZEN +\(Quantity.grouped(live.events - state.events))"
  } else if view.replay?.course == .paused {
    badge = "PAUSED"
  }
  let layout = view.layout
  guard !layout.isTooSmall else {
    canvas.put(
      "too small: \(Layout.smallest.columns)x\(Layout.smallest.rows) or more", in: canvas.area, role: .warning)
    return canvas
  }
  HeaderView(
    state: counted, findings: view.findings, badge: badge,
    alert: alert.map { TextSpan($0, view.alertedEvents > 0 ? .badge : .dim) }, window: view.window,
    sort: view.sourceSort, frame: frame, names: view.sourceNames,
    answers: view.shownAnswers, replay: view.replay
  ).draw(on: &canvas, in: layout.header)
  if view.showsFeed {
    drawMain(state, counted, view, frame, layout, on: &canvas, reusing: &drawn)
    drawBeside(view, layout, on: &canvas)
  }
  view.pane?.draw(view.paneContext(live, frame), on: &canvas, in: view.paneArea)
  drawFoot(state, view, frame, layout, on: &canvas)
  return canvas
}

private func drawMain(
  _ state: StreamState, _ counted: StreamState, _ view: ViewState, _ frame: Frame, _ layout: Layout,
  on canvas: inout Canvas, reusing drawn: inout DrawnFeed
) {
  let types = view.typesView(counted, frame)
  let feed = FeedView(
    state: state, feed: view.feed, search: view.search, alert: view.alert, marks: view.marks,
    opened: view.openedPosition, frame: view.feedFrame(frame))
  if layout.hasTypeTable {
    types.drawTable(view.typesLayout, on: &canvas, in: layout.types)
    feed.drawHeading(on: &canvas, in: layout.feedHeading)
  } else {
    types.drawLine(view.typesLayout, on: &canvas, in: layout.types)
  }
  feed.draw(on: &canvas, in: layout.feed, reusing: &drawn)
}

/// The event under the cursor, unless another one is opened there.
private func drawBeside(_ view: ViewState, _ layout: Layout, on canvas: inout Canvas) {
  canvas.verticalLine(in: layout.rule)
  guard view.panes.isEmpty, !layout.event.isEmpty else { return }
  guard let beside = view.beside else {
    canvas.horizontalLine(in: layout.event)
    canvas.put(" EVENT ", in: layout.event, role: .heading)
    return
  }
  DetailView(detail: beside, hasKeys: false).draw(on: &canvas, in: layout.event)
}

private func drawFoot(
  _ state: StreamState, _ view: ViewState, _ frame: Frame, _ layout: Layout, on canvas: inout Canvas
) {
  if let prompt = view.prompt {
    let prompt = PromptView(prompt: prompt)
    prompt.drawSuggestions(on: &canvas, in: layout.pane)
    prompt.draw(on: &canvas, in: layout.footer)
    return
  }
  FooterView(view: view, state: state).draw(on: &canvas, in: layout.footer)
  if view.pane == nil, view.message == nil, !layout.hasTypeTable, !view.feed.follows {
    view.feed.drawFollowing(on: &canvas, in: layout.footer)
  }
}
