package import EventFields
package import StreamModel
import Text

extension ViewState {
  mutating func apply(_ command: ReplayCommand) -> Effect? {
    guard replay != nil else {
      tell("this is live; only a recording goes back and forth", isTrouble: true)
      return nil
    }
    switch command {
    case .faster: return .replay(.faster)
    case .slower: return .replay(.slower)
    case .nextEvent: return go(.step(events: 1))
    case .previousEvent: return go(.step(events: -1))
    case .secondOn: return go(.skip(.seconds(1)))
    case .secondBack: return go(.skip(.seconds(-1)))
    case .minuteOn: return go(.skip(.seconds(60)))
    case .minuteBack: return go(.skip(.seconds(-60)))
    case .nextPlace: return go(.place(ReplayMarks.Kind.onBar, isForward: true))
    case .previousPlace: return go(.place(ReplayMarks.Kind.onBar, isForward: false))
    }
  }

  /// Goes elsewhere in a recording: what is read there is in view.
  mutating func go(_ request: ReplayRequest) -> Effect {
    search?.pending = nil
    feed.follow()
    return .replay(request)
  }

  /// The groups as they are counted, to be given back to `resume`.
  package func groupsCheckpoint(_ state: StreamState) -> EventGroups? { feed.groups?.checkpoint(state) }

  /// A state from before was taken back: the newest of it is in view.
  ///
  /// - Parameter groups: what was counted by then.
  package mutating func resume(_ state: StreamState, _ groups: EventGroups?) {
    search?.pending = nil
    feed.follow()
    guard let path = feed.groups?.path else { return }
    // Rows keep their numbers, by which the feed selects them.
    if let groups, groups.path == path { feed.groups = groups.resumed(in: state) } else { group(by: path, anew: true) }
  }

  // MARK: - Times and numbers

  /// Goes to a place in time, or to an event by its number: of a recording wherever that is, else among what is kept.
  mutating func go(to place: SoughtPlace, _ context: Context) -> Effect? {
    if let replay { return go(to: place, replay, context.clock) }
    goToKept(place, context)
    return nil
  }

  private mutating func go(to place: SoughtPlace, _ replay: ReplayStatus, _ clock: WallClock) -> Effect? {
    switch place {
    case .start: return go(.event(0))
    case .end: return go(.end)
    case .event(let number): return go(.event(number))
    case .shift where !replay.isTimed, .timeOfDay where !replay.isTimed:
      tell("it has no recorded times; go by an event's number, as #1234", isTrouble: true)
      return nil
    case .shift(let length): return go(.skip(length))
    case .timeOfDay:
      let last = replay.end.map { max($0, replay.farthest) } ?? Moment(nanoseconds: .max)
      guard let moment = place.moment(from: replay.position, between: replay.start, and: last, clock) else {
        tell(
          "the recording goes from \(clock.text(replay.start).prefix(8)) to \(clock.text(last).prefix(8))",
          isTrouble: true)
        return nil
      }
      return go(.moment(moment))
    }
  }

  private mutating func goToKept(_ place: SoughtPlace, _ context: Context) {
    let state = context.state
    guard let oldest = state.log.positions.first else { return tell("no event yet", isTrouble: true) }
    switch place {
    case .start: return feed.moveToTop(in: state)
    case .end: return feed.follow()
    case .event(let number): return goToEvent(number, state)
    case .shift, .timeOfDay: break
    }
    let isAtCursor = !feed.follows && feed.cursor.map(state.log.positions.contains) == true
    let now = isAtCursor ? feed.cursor.map { state.log[$0].at } ?? context.now : context.now
    guard
      let moment = place.moment(from: now, between: state.log[oldest].at, and: context.now, context.clock),
      let position = feed.reader(state).first(from: state.log.first(at: moment))
    else { return tell("no event that is kept came then or later", isTrouble: true) }
    search?.pending = nil
    feed.go(to: position, in: state)
  }

  private mutating func goToEvent(_ number: Int, _ state: StreamState) {
    let first = state.events - state.types.rows.reduce(0) { $0 + $1.kept } + 1
    guard number >= first else { return tell("#\(number) is no longer kept; #\(first) is the oldest", isTrouble: true) }
    guard let position = state.log.event(number - first), let row = feed.reader(state).first(from: position) else {
      return tell("#\(number) has not come, or is not shown", isTrouble: true)
    }
    search?.pending = nil
    feed.go(to: row, in: state)
  }

  // MARK: - Stalls and other places

  /// Goes to where a stream stalled: in a recording that is followed to wherever that was, else among what is kept.
  mutating func goToStall(_ direction: FeedSearch.Direction, _ state: StreamState) -> Effect? {
    if replay != nil, feed.follows { return go(.place([.stall], isForward: direction == .newer)) }
    let reader = feed.reader(state)
    let stalls = StallReader(state: state)
    // There is nothing after the newest: whoever follows means the last that there was.
    let cursor = feed.follows ? state.log.positions.upperBound : feed.cursor ?? 0
    let isOlder = direction == .older || feed.follows
    guard
      let stall = isOlder
        ? stalls.last(before: cursor, where: reader.isRow) : stalls.first(after: cursor, where: reader.isRow)
    else {
      tell(isOlder ? "no stall before this" : "no stall after this", isTrouble: true)
      return nil
    }
    search?.pending = nil
    feed.go(to: stall.position, in: state)
    tell("after \(TimeText.countdown(stall.length)) without an event")
    return nil
  }

  /// Goes to the next place of a kind, or the one before, as it is typed behind `:next` and `:previous`.
  mutating func go(to kind: ReplayMarks.Kind, _ direction: FeedSearch.Direction, _ state: StreamState) -> Effect? {
    if kind == .stall { return goToStall(direction, state) }
    if replay != nil, feed.follows { return go(.place([kind], isForward: direction == .newer)) }
    goToNotice(direction, state, what: kind.name) { kind.isTold(by: $0) }
    return nil
  }
}

extension ReplayMarks.Kind {
  /// What the bar shows.
  static let onBar: [Self] = [.drop, .loss, .finding]

  /// As it is typed, and told.
  public var name: String {
    switch self {
    case .stall: "stall"
    case .drop: "drop"
    case .loss: "loss"
    case .finding: "finding"
    }
  }

  init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  fileprivate func isTold(by notice: Notice) -> Bool {
    switch (self, notice.change) {
    case (.drop, .lost), (.drop, .closed), (.finding, .found): true
    case (.loss, .resumed(let missing, _)): missing > 0
    default: false
    }
  }
}

extension EventLog {
  /// Where the first record lies that came at a moment or later; times only go on, but for recordings beside a live
  /// stream.
  fileprivate func first(at moment: Moment) -> Int {
    var (low, high) = (positions.lowerBound, positions.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].at < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where an event lies: how many there are before it.
  fileprivate func event(_ index: Int) -> Int? {
    var left = index
    var found: Int?
    forEachPiece(of: positions) { start, records in
      for (offset, record) in records.enumerated() where record.kind == .event {
        guard left > 0 else {
          found = start + offset
          return false
        }
        left -= 1
      }
      return true
    }
    return found
  }
}
