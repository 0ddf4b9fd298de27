public import StreamModel

/// What the user has done to the view: which types, where in the feed, what is open, frozen or not.
public struct ViewState: Sendable {
  /// What covers the feed, if anything.
  public enum Pane: Sendable {
    case detail(Detail)
    case help(top: Int)
  }

  /// A view that stands still while reading and counting go on.
  public struct Frozen: Sendable {
    public let state: StreamState
    public let at: Moment
  }

  public private(set) var feed = FeedState()
  public private(set) var pane: Pane?
  public private(set) var frozen: Frozen?
  private var helpRows = 0

  public init() {}

  /// The state to look at: the frozen one, or the live one.
  public func state(_ live: StreamState) -> StreamState { frozen?.state ?? live }

  /// Does what a command says, and tells what it asks of the world.
  public mutating func apply(_ command: Command, to live: StreamState, at now: Moment, clock: WallClock) -> Effect? {
    switch command {
    case .quit:
      guard pane != nil else { return .quit }
      pane = nil
    case .interrupt: return .interrupt
    case .redraw: return .redraw
    case .suspend: return .suspend
    case .reconnect: return .reconnect
    case .freeze: frozen = frozen == nil ? Frozen(state: live, at: now) : nil
    case .help:
      if case .help = pane { pane = nil } else { pane = .help(top: 0) }
    case .back: pane = nil
    case .open: open(state(live), clock)
    case .nextType: switchType(by: 1, state(live))
    case .previousType: switchType(by: -1, state(live))
    case .allTypes: show(.all)
    case .onlyType(let label): if label <= state(live).types.rows.count { show(.only(label - 1)) }
    case .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .follow, .left, .right:
      move(command, state(live))
    }
    return nil
  }

  /// Brings everything to where it is possible on a screen of this size. To be called before a frame is drawn.
  public mutating func fit(_ live: StreamState, _ frame: Frame) {
    let state = state(live)
    let layout = Layout(
      columns: frame.columns, rows: frame.rows, sources: state.sources.count, types: state.types.rows.count)
    feed.fit(state, rows: layout.feed.rows, columns: layout.feed.columns)
    switch pane {
    case .detail(var detail):
      detail.fit(rows: layout.pane.rows - 1, columns: layout.pane.columns, glyphs: frame.glyphs)
      pane = .detail(detail)
    case .help(let top):
      helpRows = layout.pane.rows
      pane = .help(top: min(max(top, 0), max(HelpView.rows - helpRows, 0)))
    case nil: break
    }
  }

  private mutating func open(_ state: StreamState, _ clock: WallClock) {
    guard pane == nil, let position = feed.cursor, let detail = Detail(at: position, in: state, clock: clock)
    else { return }
    pane = .detail(detail)
  }

  /// All types come before the first.
  private mutating func switchType(by step: Int, _ state: StreamState) {
    let count = state.types.rows.count + 1
    let now = if case .only(let type) = feed.filter { type + 1 } else { 0 }
    let next = (now + step + count) % count
    show(next == 0 ? .all : .only(next - 1))
  }

  private mutating func show(_ filter: TypeFilter) {
    feed.filter = filter
    pane = nil
  }

  private mutating func move(_ command: Command, _ state: StreamState) {
    switch pane {
    case nil: moveFeed(command, state)
    case .detail(var detail):
      if let command = Self.detailCommands[command] { detail.apply(command) }
      pane = .detail(detail)
    case .help(let top):
      pane = .help(
        top: command == .top
          ? 0 : command == .follow ? HelpView.rows : top + Self.rows(command, page: max(helpRows - 1, 1)))
    }
  }

  private static let detailCommands: [Command: DetailCommand] = [
    .up: .up, .down: .down, .pageUp: .pageUp, .pageDown: .pageDown, .halfPageUp: .halfPageUp,
    .halfPageDown: .halfPageDown, .top: .top, .follow: .end, .left: .left, .right: .right,
  ]

  private mutating func moveFeed(_ command: Command, _ state: StreamState) {
    switch command {
    case .follow: feed.follow()
    case .top: feed.moveToTop(in: state)
    case .left: feed.moveSideways(-1)
    case .right: feed.moveSideways(1)
    default:
      let rows = Self.rows(command, page: feed.page)
      if rows < 0 { feed.moveUp(-rows, in: state) } else { feed.moveDown(rows, in: state) }
    }
  }

  /// How many rows down a command goes.
  private static func rows(_ command: Command, page: Int) -> Int {
    switch command {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .halfPageUp: -max(page / 2, 1)
    case .halfPageDown: max(page / 2, 1)
    default: 0
    }
  }
}
