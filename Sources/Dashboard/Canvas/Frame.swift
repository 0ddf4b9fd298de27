public import StreamModel
public import Text

/// What a picture depends on beside the state: the size, the time, and how text may look.
public struct Frame: Sendable {
  public var columns: Int
  public var rows: Int
  public var now: Moment
  public var clock: WallClock
  public var glyphs: Glyphs

  public init(columns: Int, rows: Int, now: Moment, clock: WallClock = WallClock(), glyphs: Glyphs = .unicode) {
    self.columns = columns
    self.rows = rows
    self.now = now
    self.clock = clock
    self.glyphs = glyphs
  }
}
