import EventFilter
import StreamModel

extension ViewState {
  /// Does what a command says, and tells what it asks of the world.
  mutating func apply(_ command: Command, _ context: Context) -> Effect? {
    switch command {
    // Whoever has the newest in view already means the end of the recording.
    case .pane(.end) where replay != nil && panes.isEmpty && feed.follows: return go(.end)
    case .pane(let command): apply(command, context)
    case .feed(let command): return apply(command, context)
    case .event(let command): return apply(command, context)
    case .opened(let command):
      fulfil(
        change(Detail.self) { $0.apply(command) } ?? change(ChangesPane.self) { $0.apply(command) } ?? nil, context)
    case .table(.copyName): return copyName(context.counted)
    case .table(let command):
      fulfil(change(TablePane.self) { $0.apply(command) } ?? nil, context)
      change(FieldsPane.self) { $0.apply(command) }
      change(FieldValuesPane.self) { $0.apply(command) }
      if let table = pane as? TablePane {
        if table.subject == .types { typeSort = table.sort } else { sourceSort = table.sort }
      }
    case .connection(let command): change(ConnectionPane.self) { $0.apply(command) }
    case .findings(let command): return apply(command, context)
    case .fields(let command): return apply(command)
    case .changes(let command): return apply(command, context)
    case .answer(let command): return apply(command, context)
    case .comparison(let command): return apply(command, context)
    case .replay(let command): return apply(command)
    case .program(let command): return apply(command, context)
    case .given(let command, let argument): return apply(command, argument, context)
    }
    return nil
  }

  private mutating func apply(_ command: PaneCommand, _ context: Context) {
    guard panes.isEmpty else { return fulfil(panes[panes.count - 1].apply(command), context) }
    // Whoever goes on does not want to be fetched back by a search.
    search?.pending = nil
    fulfil(feed.apply(command, in: context.state), context)
  }

  private mutating func fulfil(_ request: PaneRequest?, _ context: Context) {
    switch request {
    case .open: open(context)
    case .openNewer: openNext(.newer, context)
    case .openOlder: openNext(.older, context)
    case .show(let types): show(types)
    case .toggleType(let row): feed.selection.toggle(row)
    case .toggleSource(let source): feed.selection.hiddenSources.formSymmetricDifference([source])
    case .toggleComments: feed.selection.showsComments.toggle()
    case .onlySource(let source): showOnly(source: source, context.state)
    case .connection(let source): panes.append(ConnectionPane(source: source))
    case .place(of: let code, let source): goToPlace(of: code, source: source, context)
    case .whole(let place): openWhole(at: place, context)
    case .values(let path): panes.append(FieldValuesPane(feed.selection, of: path))
    case .filter(let expression): narrow(to: expression)
    case .answer(let command): _ = apply(command, context)
    case .event(let position):
      if !open(position, context) { tell("the event is no longer kept", isTrouble: true) }
    case nil: break
    }
  }

  private mutating func apply(_ command: FeedCommand, _ context: Context) -> Effect? {
    switch command {
    case .nextType: switchType(by: 1, context.counted)
    case .previousType: switchType(by: -1, context.counted)
    case .onlyType(let label):
      let table = EventTable(context.counted, countedGroups)
      if label <= table.count { show(.only(table.row(atPlace: label - 1))) }
    case .allTypes: show(.all)
    case .time: feed.time = feed.time.next
    case .comments:
      feed.selection.showsComments.toggle()
      tell(feed.selection.showsComments ? "comments are shown" : "comments are hidden")
    case .zoom: if isEventOnTop { isEventZoomed.toggle() } else { isZoomed.toggle() }
    case .clear:
      feed.selection.start = context.state.log.positions.upperBound
      feed.follow()
    case .nextNotice: goToNotice(.newer, context.state)
    case .previousNotice: goToNotice(.older, context.state)
    case .nextMark: goToMark(.newer, context.state)
    case .previousMark: goToMark(.older, context.state)
    case .nextStall: return goToStall(.newer, context.state)
    case .previousStall: return goToStall(.older, context.state)
    case .errors: toggleErrors()
    // Recalled, so that it can be changed; Ctrl-U empties it.
    case .filter: ask(.filter, text: filterDraft)
    case .alert: ask(.alert, text: alert?.expression ?? "")
    case .save: ask(.save, suggesting: fileName(ending: savedEnding, context))
    case .record: return record(context)
    }
    return nil
  }

  private mutating func apply(_ command: EventCommand, _ context: Context) -> Effect? {
    switch command {
    case .copyData: return takeBytes(context) { .copy($0, subject: "the data") }
    case .copyValue: return copyValue(context)
    case .copyID: return copyID(context.state)
    case .copyEvent: return takeBytes(asCame: true, context) { .copy($0, subject: "the event") }
    case .copyPath: return copyPath()
    case .toggleColumn: toggleColumnOfNode()
    case .page: return takeBytes(context) { .page($0) }
    case .pipe: if subjectBytes(asCame: false, context.state) != nil { ask(.pipe) }
    case .mark: toggleMark(context.state)
    case .onlyLikeThis: showOnlyLikeThis(context)
    case .changes: toggleChanges(context)
    }
    return nil
  }

  private mutating func apply(_ command: ProgramCommand, _ context: Context) -> Effect? {
    switch command {
    case .back: back()
    case .help:
      if pane is HelpPane {
        panes.removeLast()
      } else {
        panes.append(HelpPane(opener: place, hasReplay: replay != nil))
      }
    case .types: toggleTable(.types, cursor: selectedType(context.counted), sort: typeSort)
    case .sources: toggleTable(.sources, cursor: 0, sort: sourceSort)
    case .connection:
      let source = subjectSource(context.state)
      toggle { ConnectionPane(source: source) }
    case .findings: toggleFindings()
    case .fields: toggleFields(context)
    case .answer: toggleAnswer(context.counted)
    case .comparison: toggleComparison()
    case .palette: ask(.palette)
    case .search:
      change(HelpPane.self) { $0.isSearching = true }
      ask(.search)
    case .nextMatch: searchOn(opposite: false, context.state)
    case .previousMatch: searchOn(opposite: true, context.state)
    case .freeze:
      if replay != nil { return .replay(.toggle) }
      toggleFrozen(context)
    case .group: askForGroup()
    case .layout: toggleLayout()
    case .wider: window = window.next(by: 1)
    case .narrower: window = window.next(by: -1)
    case .reconnect: return .reconnect
    case .connectOrDisconnect: return .connectOrDisconnect
    case .diagnose: return .diagnose(source: subjectSource(context.state))
    case .mouse: return useMouse(!hasMouse)
    case .redraw: return .redraw
    case .suspend: return .suspend
    case .quit:
      guard !panes.isEmpty else { return .quit }
      back()
    case .quitLeavingPage: return .quitLeavingPage
    case .interrupt: return .interrupt
    }
    return nil
  }

  /// What stands on top goes first, then the search, the filter, the view of errors, and the type that is shown alone.
  private mutating func back() {
    if change(FindingsPane.self, { $0.close() }) == true { return }
    if change(ComparisonPane.self, { $0.close() }) == true { return }
    if !panes.isEmpty {
      // Beside the feed the next events are looked at as this one was.
      if layout.event.isEmpty { look = nil } else { keepLook() }
      panes.removeLast()
      if panes.isEmpty { isEventZoomed = false }
    } else if search != nil {
      search = nil
    } else if feed.selection.filter != nil {
      feed.selection.filter = nil
    } else if feed.selection.onlyErrors {
      feed.selection.onlyErrors = false
    } else if feed.selection.shown != .all {
      show(.all)
    }
  }

  /// Opens a table, or closes it if it is the pane on top.
  private mutating func toggleTable(_ subject: TablePane.Subject, cursor: Int, sort: TableSort) {
    if let table = pane as? TablePane, table.subject == subject {
      panes.removeLast()
    } else {
      panes = [TablePane(subject, cursor: cursor, sort: sort)]
    }
  }

  private func selectedType(_ state: StreamState) -> Int {
    switch feed.selection.shown {
    case .only(let row): row
    case .comments: TypeColumn.comments
    case .all: EventTable(state, countedGroups).order.first ?? 0
    }
  }

  /// The source that the panel is about: that of the table's row, or of the event under the cursor.
  func subjectSource(_ state: StreamState) -> Int {
    if let table = pane as? TablePane, table.subject == .sources { return table.cursor }
    guard let cursor = feed.cursor, state.log.positions.contains(cursor) else { return 0 }
    return Int(state.log[cursor].source)
  }

  /// One source alone, or all again.
  private mutating func showOnly(source: Int, _ state: StreamState) {
    let others = Set(state.sources.indices).subtracting([source])
    let isAlone = feed.selection.hiddenSources == others
    feed.selection.hiddenSources = isAlone ? [] : others
    tell(isAlone ? "all sources are shown" : "source \(state.label(of: source)) alone is shown")
  }

  // MARK: - Types

  /// All types come before the first, the comments, if there were any, after the last.
  private mutating func switchType(by step: Int, _ state: StreamState) {
    let table = EventTable(state, countedGroups)
    let count = table.count + 1 + (state.comments.comments > 0 ? 1 : 0)
    let now =
      switch feed.selection.shown {
      case .all: 0
      case .only(let row): table.place(of: row) + 1
      case .comments: table.count + 1
      }
    let next = (now + step + count) % count
    show(next == 0 ? .all : next <= table.count ? .only(table.row(atPlace: next - 1)) : .comments)
  }

  mutating func show(_ row: TypeFilter) {
    feed.selection.show(row)
    panes = []
  }

  // MARK: - Opening

  private mutating func open(_ context: Context) {
    guard let position = subject(in: context.state) else { return }
    if !openFinding(at: position, context) { open(position, context) }
  }

  @discardableResult
  private mutating func open(_ position: Int, _ context: Context) -> Bool {
    let former = detail
    if former != nil { keepLook() }
    guard
      var detail = Detail(
        at: position, in: context.state, feed.groups, clock: context.clock,
        like: former == nil && layout.event.isEmpty ? nil : look)
    else { return false }
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
    guard let detail else { return openNextChanges(direction, context) }
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
