import EventFields
import EventFilter
import StreamModel
import Text

extension ViewState {
  // MARK: - Search

  /// Searches from where one stands: towards older events from the newest, else towards newer ones.
  mutating func beginSearch(_ text: String, from feed: FeedState?, _ state: StreamState) throws(FilterError) {
    let pattern = try TextPattern(text)
    change(Detail.self) { _ = $0.find(pattern, isIncremental: true) }
    findField(pattern, forward: true, isIncremental: true)
    _ = findInAnswer(pattern, forward: true, isIncremental: true)
    let feed = feed ?? self.feed
    let direction: FeedSearch.Direction = feed.follows ? .older : .newer
    var search = FeedSearch(pattern, direction: direction)
    guard pane == nil, let cursor = feed.cursor else {
      self.search = search
      return
    }
    // The row that one stands on may match itself.
    search.pending = (direction == .older ? cursor + 1 : cursor - 1, direction)
    self.search = search
    resolveSearch(state)
  }

  /// Goes to the next match.
  mutating func searchOn(opposite: Bool, _ state: StreamState) {
    guard var search else {
      tell("no search yet; \(Keymap.name(of: .program(.search))) starts one", isTrouble: true)
      return
    }
    if let isFound = change(Detail.self, { $0.find(search.pattern, forward: !opposite) }) {
      if detail?.found?.isStopped == true {
        tell("the search was stopped at its limit; there may be more matches than these", role: .warning)
      } else if !isFound {
        tell(opposite ? "no match above" : "no match below", isTrouble: true)
      }
      return
    }
    if let isFound = findField(search.pattern, forward: !opposite) {
      if !isFound { tell(opposite ? "no match above" : "no match below", isTrouble: true) }
      return
    }
    if let isFound = findInAnswer(search.pattern, forward: !opposite) {
      if !isFound { tell(opposite ? "no match above" : "no match below", isTrouble: true) }
      return
    }
    guard let cursor = feed.cursor else { return }
    search.pending = (cursor, opposite ? search.direction.opposite : search.direction)
    self.search = search
    resolveSearch(state)
  }

  /// Takes the step that waits, if enough is known for it.
  mutating func resolveSearch(_ state: StreamState) {
    guard let pending = search?.pending,
      let step = search?.step(from: pending.from, pending.direction, among: feed.reader(state))
    else { return }
    switch step {
    case .searching:
      search?.wait()
      return
    // Among what a filter has not looked at yet there may be more.
    case .nothing where !feed.isComplete(in: state), .found(_, wrapped: true) where !feed.isComplete(in: state): return
    default: search?.pending = nil
    }
    search?.isBarren = step == .nothing
    switch step {
    case .found(let position, let wrapped):
      feed.go(to: position, in: state)
      if wrapped { tell(pending.direction == .older ? "continued from the newest" : "continued from the oldest") }
    case .nothing:
      if prompt == nil { tellNothingFound() }
    case .searching: break
    }
  }

  mutating func tellNothingFound() {
    let stopped = search?.index.givenUp ?? 0
    let rest = stopped == 0 ? "" : "; the search was stopped at its limit in \(Quantity.grouped(stopped))"
    let place = showsEnd ? " in the end that was read; what lies before it is still being counted" : ""
    tell("no match for \(search?.pattern.text ?? "")\(place)\(rest)", isTrouble: true)
  }

  // MARK: - Notices and errors

  /// Goes to the next notice, loss, or event whose type speaks of an error.
  ///
  /// - Parameters:
  ///   - what: what is looked for, in a word or two.
  ///   - isWanted: which notices are; `nil` for all of them, and what else is no event as it should be.
  mutating func goToNotice(
    _ direction: FeedSearch.Direction, _ state: StreamState, what: String = "notice or error",
    where isWanted: ((Notice) -> Bool)? = nil
  ) {
    search?.pending = nil
    // There is nothing after the newest: whoever follows means the last that there was.
    let direction = feed.follows ? .older : direction
    var wanted: EventLog.Wanted = .notices
    var errors: Set<Int> = []
    for (index, type) in state.types.rows.enumerated()
    where isWanted == nil && type.name.lowercased().contains("error") {
      wanted.insert(.events(ofType: index))
      errors.insert(index)
    }
    let reader = feed.reader(state)
    // The newest row itself may be one.
    let start = feed.cursor.map { feed.follows ? $0 + 1 : $0 } ?? state.log.positions.upperBound
    var position = start
    let alerted = isWanted == nil ? nextAlert(direction, from: start, reader) : nil
    while let next = Self.next(direction, from: position, wanted, reader) {
      if let alerted, direction == .newer ? next >= alerted : next <= alerted { break }
      let record = state.log[next]
      let isFound =
        isWanted.map { state.notice(record).map($0) ?? false }
        ?? (record.kind != .comment && (record.kind != .event || errors.contains(Int(record.type))))
      if isFound, reader.isRow(next) {
        feed.go(to: next, in: state)
        return
      }
      position = next
    }
    if let alerted { return feed.go(to: alerted, in: state) }
    let place = direction == .newer ? "after this" : "before this"
    guard isWanted == nil, let alert else { return tell("no \(what) \(place)", isTrouble: true) }
    let known = alert.isComplete(in: state) ? "" : ", as far as is known yet"
    tell("no \(what), and nothing that the alert is on, \(place)\(known)", isTrouble: true)
  }

  /// The next position in blocks that may hold what is wanted.
  private static func next(
    _ direction: FeedSearch.Direction, from position: Int, _ wanted: EventLog.Wanted, _ reader: FeedReader
  ) -> Int? {
    var next = direction == .newer ? position + 1 : position - 1
    while reader.positions.contains(next) {
      let barren = reader.state.log.emptyRange(around: next, for: wanted)
      if barren.isEmpty { return next }
      next = direction == .newer ? barren.upperBound : barren.lowerBound - 1
    }
    return nil
  }

  /// Shows only what says that it is an error, or everything again.
  mutating func toggleErrors() {
    feed.selection.onlyErrors.toggle()
    tell(feed.selection.onlyErrors ? "only notices and errors" : "all events are shown again")
  }

  // MARK: - Marks

  mutating func toggleMark(_ state: StreamState) {
    guard let position = subject(in: state) else { return }
    if let index = marks.firstIndex(of: position) {
      marks.remove(at: index)
      tell("unmarked")
    } else {
      marks.insert(position, at: marks.firstIndex { $0 > position } ?? marks.count)
      tell("marked; \(Keymap.name(of: .feed(.nextMark))) goes to the next mark")
    }
  }

  /// Goes to the next mark among the rows that are shown, round at the ends.
  mutating func goToMark(_ direction: FeedSearch.Direction, _ state: StreamState) {
    let reader = feed.reader(state)
    let shown = marks.filter { reader.isRow($0) }
    guard let first = shown.first, let last = shown.last else {
      let none = "no mark yet; \(Keymap.name(of: .event(.mark))) sets one"
      tell(marks.isEmpty ? none : "no mark among the rows that are shown", isTrouble: true)
      return
    }
    let cursor = feed.cursor ?? 0
    switch direction {
    case .newer: feed.go(to: shown.first { $0 > cursor } ?? first, in: state)
    case .older: feed.go(to: shown.last { $0 < cursor } ?? last, in: state)
    }
  }

  // MARK: - Events like this one

  /// In the feed those of the same type; in an opened event's tree those with the same value there.
  mutating func showOnlyLikeThis(_ context: Context) {
    let state = context.state
    if let detail {
      let former = feed.selection.filter.map { $0.isChoice ? "(\($0.expression)) " : $0.expression + " " } ?? ""
      guard let expression = detail.expressionOfNode, let filter = try? EventFilter(former + expression) else {
        tell("no value under the cursor to compare with", isTrouble: true)
        return
      }
      feed.selection.filter = filter
      panes = []
      tell("only events with \(expression)")
      return
    }
    guard let position = subject(in: state) else { return }
    let record = state.log[position]
    switch record.kind {
    case .event:
      guard let row = feed.groups.map({ $0.row(of: record, at: position, in: state.log) }) ?? Int(record.type) else {
        tell("its group is not known yet", isTrouble: true)
        return
      }
      guard feed.groups != nil || row < context.counted.types.rows.count else {
        tell("what lies before this is still being counted; its type was not among it yet", isTrouble: true)
        return
      }
      show(feed.selection.shown == .only(row) ? .all : .only(row))
    case .comment: show(.comments)
    case .notice, .overlong: tell("\(Keymap.name(of: .event(.onlyLikeThis))) works on events", isTrouble: true)
    }
  }
}
