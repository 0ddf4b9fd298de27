public import StreamModel

/// Draws the whole screen as it is drawn when nothing was drawn before.
public func draw(_ live: StreamState, _ view: ViewState, _ frame: Frame) -> Canvas {
  var drawn = DrawnFeed()
  return draw(live, view, frame, reusing: &drawn)
}
