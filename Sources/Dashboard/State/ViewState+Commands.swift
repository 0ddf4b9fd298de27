import StreamModel

extension ViewState {
  /// Does what a command says, and tells what it asks of the world.
  mutating func apply(_ command: Command, _ context: Context) -> Effect? {
    switch command {
    case .quit:
      guard !panes.isEmpty else { return .quit }
      panes.removeLast()
    case .quitLeavingPage: return .quitLeavingPage
    case .interrupt: return .interrupt
    case .redraw: return .redraw
    case .suspend: return .suspend
    case .reconnect: return .reconnect
    case .connectOrDisconnect: return .connectOrDisconnect
    case .mouse: return useMouse(!hasMouse)
    case .freeze: frozen = frozen == nil ? Frozen(state: context.live, at: context.now) : nil
    case .back: back()
    case .help, .types, .sources, .connection: toggle(command, context)
    case .search, .filter, .palette, .save, .pipe: ask(command, context)
    case .record: return record()
    case .copyData, .copyEvent, .copyPath, .page: return take(command, context)
    case .clear:
      feed.selection.start = context.state.log.positions.upperBound
      feed.follow()
    case .time: feed.time = feed.time.next
    case .comments:
      feed.selection.showsComments.toggle()
      tell(feed.selection.showsComments ? "comments are shown" : "comments are hidden")
    case .zoom: isZoomed.toggle()
    case .wider: window = window.next(by: 1)
    case .narrower: window = window.next(by: -1)
    default: return goOrLook(command, context)
    }
    return nil
  }

  private mutating func goOrLook(_ command: Command, _ context: Context) -> Effect? {
    switch command {
    case .nextType: switchType(by: 1, context.state)
    case .previousType: switchType(by: -1, context.state)
    case .allTypes: show(.all)
    case .onlyType(let label): if label <= context.state.types.rows.count { show(.only(label - 1)) }
    case .nextMatch: searchOn(opposite: false, context.state)
    case .previousMatch: searchOn(opposite: true, context.state)
    case .nextNotice: goToNotice(.newer, context.state)
    case .previousNotice: goToNotice(.older, context.state)
    case .mark: toggleMark(context.state)
    case .nextMark: goToMark(.newer, context.state)
    case .previousMark: goToMark(.older, context.state)
    case .onlyLikeThis: showOnlyLikeThis(context.state)
    case .nextEvent: openNext(.newer, context)
    case .previousEvent: openNext(.older, context)
    default: return move(command, context)
    }
    return nil
  }

  /// What stands on top goes first, then the search, then the filter, then all that narrows the feed.
  private mutating func back() {
    if !panes.isEmpty {
      panes.removeLast()
    } else if search != nil {
      search = nil
    } else if feed.selection.filter != nil {
      feed.selection.filter = nil
    }
  }

  /// Opens a pane, or closes it if it is the one on top.
  private mutating func toggle(_ command: Command, _ context: Context) {
    switch command {
    case .help: if pane is HelpPane { panes.removeLast() } else { panes.append(HelpPane(opener: place)) }
    case .types: toggleTable(.types, cursor: selectedType, sort: typeSort)
    case .sources: toggleTable(.sources, cursor: 0, sort: sourceSort)
    default:
      if pane is ConnectionPane {
        panes.removeLast()
      } else {
        panes.append(ConnectionPane(source: subjectSource(context.state)))
      }
    }
  }

  private mutating func toggleTable(_ subject: TablePane.Subject, cursor: Int, sort: TableSort) {
    if let table = pane as? TablePane, table.subject == subject {
      panes.removeLast()
    } else {
      panes = [TablePane(subject, cursor: cursor, sort: sort)]
    }
  }

  private var selectedType: Int {
    switch feed.selection.types {
    case .only(let type): type
    case .comments: TypeColumn.comments
    case .all: 0
    }
  }

  /// The source that the panel is about: that of the table's row, or of the event under the cursor.
  private func subjectSource(_ state: StreamState) -> Int {
    if let table = pane as? TablePane, table.subject == .sources { return table.cursor }
    guard let cursor = feed.cursor, state.log.positions.contains(cursor) else { return 0 }
    return Int(state.log[cursor].source)
  }

  // MARK: - Types

  /// All types come before the first, the comments, if there were any, behind the last.
  private mutating func switchType(by step: Int, _ state: StreamState) {
    let types = state.types.rows.count
    let count = types + 1 + (state.comments.comments > 0 ? 1 : 0)
    let now =
      switch feed.selection.types {
      case .all: 0
      case .only(let type): type + 1
      case .comments: types + 1
      }
    let next = (now + step + count) % count
    show(next == 0 ? .all : next <= types ? .only(next - 1) : .comments)
  }

  mutating func show(_ types: TypeFilter) {
    feed.selection.types = types
    panes = []
  }

  // MARK: - Moving

  private mutating func move(_ command: Command, _ context: Context) -> Effect? {
    guard !panes.isEmpty else { return moveFeed(command, context) }
    let request = panes[panes.count - 1].apply(command, context.state, now: context.now)
    if let table = pane as? TablePane {
      if table.subject == .types { typeSort = table.sort } else { sourceSort = table.sort }
    }
    request.map { fulfil($0) }
    return nil
  }

  private mutating func fulfil(_ request: PaneRequest) {
    switch request {
    case .show(let types): show(types)
    case .toggleType(let type):
      feed.selection.hiddenTypes.formSymmetricDifference([type])
    case .toggleSource(let source):
      feed.selection.hiddenSources.formSymmetricDifference([source])
    case .toggleComments: feed.selection.showsComments.toggle()
    case .connection(let source): panes.append(ConnectionPane(source: source))
    }
  }

  private mutating func moveFeed(_ command: Command, _ context: Context) -> Effect? {
    let state = context.state
    // Whoever goes on does not want to be fetched back by a search.
    search?.pending = nil
    switch command {
    case .open: open(context)
    case .follow: feed.follow()
    case .top: feed.moveToTop(in: state)
    case .left: feed.moveSideways(-1)
    case .right: feed.moveSideways(1)
    case .wrap: feed.toggleWrap()
    default:
      let rows = command.rows(page: feed.page)
      if rows < 0 { feed.moveUp(-rows, in: state) } else { feed.moveDown(rows, in: state) }
    }
    return nil
  }

  // MARK: - Opening

  private mutating func open(_ context: Context) {
    guard let position = subject(in: context.state) else { return }
    open(position, context)
  }

  @discardableResult
  private mutating func open(_ position: Int, _ context: Context) -> Bool {
    let former = detail
    guard var detail = Detail(at: position, in: context.state, clock: context.clock, like: former) else { return false }
    if former != nil {
      panes.removeLast()
    } else if let search {
      detail.findFirst(search.pattern)
    }
    panes.append(detail)
    return true
  }

  /// Opens the neighbour of the opened event among the feed's rows.
  private mutating func openNext(_ direction: FeedSearch.Direction, _ context: Context) {
    guard let detail else { return }
    let reader = feed.reader(context.state)
    guard
      let next = direction == .newer
        ? reader.first(from: detail.position + 1) : reader.last(before: detail.position)
    else {
      tell(direction == .newer ? "this is the newest" : "this is the oldest that is kept")
      return
    }
    if open(next, context) { feed.go(to: next, in: context.state) }
  }
}
