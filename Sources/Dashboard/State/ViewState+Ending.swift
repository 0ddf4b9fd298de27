import EventFields
package import StreamModel
import Text

extension ViewState {
  /// The end of a recording as it was read from behind, while what lies before it is still read and counted.
  ///
  /// Its events are looked at; counts are those of what was read from the beginning, which are not all.
  struct Ending: Sendable {
    let ends: [FileEnd]
    /// When it ends.
    let at: Moment
    private(set) var state: StreamState
    /// How many types were counted when its events were given theirs, and how many groups.
    private(set) var types: Int
    private(set) var groups = 0
    /// What of the view is about the events that were looked at before.
    let marks: [Int]
    let start: Int
    /// Where its events lie in the log.
    private let position: Int

    /// - Parameter other: the end that was in view before.
    init(_ ends: [FileEnd], _ live: StreamState, marks: [Int], start: Int, after other: Self?) {
      (self.ends, self.marks, self.start) = (ends, marks, start)
      position = other?.state.nextEndStart ?? StreamState.endStart
      at = ends.map(\.now).max() ?? .start
      state = live.ending(with: ends, from: position)
      types = live.types.rows.count
    }

    /// Whether its events have to be told apart anew: of what was counted much is new, or a type that is new is asked
    /// for.
    func isOld(_ live: StreamState, _ selection: FeedSelection, groups: Int) -> Bool {
      let isNewAsked: Bool =
        if case .only(let type) = selection.types, type >= types { true } else {
          selection.hiddenTypes.contains { $0 >= types }
        }
      return isNewAsked && live.types.rows.count > types || live.types.rows.count > types + types / 8
        || groups > self.groups + self.groups / 8
    }

    mutating func renew(_ live: StreamState, groups: Int) {
      if live.types.rows.count > types { state = live.ending(with: ends, from: position) }
      (types, self.groups) = (live.types.rows.count, groups)
    }
  }

  /// Whether an end is in view before all that lies before it was read.
  package var showsEnd: Bool { ending != nil }

  /// When the end is that is in view before all was read.
  package var shownEnd: Moment? { ending?.at }

  /// What the feed is drawn from: its time is that of the end, if that is in view.
  func feedFrame(_ frame: Frame) -> Frame {
    var frame = frame
    if let ending { frame.now = ending.at }
    return frame
  }

  /// Whether an end can be shown before all was read: types are shown and hidden by their names as they come, which of
  /// those that were not counted yet nobody has decided.
  package var mayShowEnd: Bool { frozen == nil && start.isEverything }

  /// Shows the end of a recording, which is read and counted meanwhile.
  package mutating func show(end ends: [FileEnd], _ live: StreamState) {
    guard frozen == nil else { return }
    if ending == nil { liveGroups = feed.groups }
    let start = ending?.start ?? feed.selection.start
    ending = Ending(ends, live, marks: ending?.marks ?? marks, start: start, after: ending)
    marks = []
    feed.selection.start = 0
    regroupEnding()
    search?.pending = nil
    feed.follow()
    tell("this is the end; what lies before it is still being counted")
  }

  /// Goes back to what was read from the beginning: all was, or something else is gone to.
  package mutating func leaveEnd(_ live: StreamState) {
    guard let ending else { return }
    let place = feed.follows ? nil : feed.cursor.flatMap { ending.place(of: $0, in: live) }
    let isCleared = feed.selection.start > 0
    self.ending = nil
    (feed.groups, liveGroups) = (liveGroups, nil)
    marks = ending.marks
    feed.selection.start = isCleared ? live.log.positions.upperBound : ending.start
    search?.pending = nil
    beside = nil
    if let place { feed.go(to: place, in: live) } else { feed.follow() }
  }

  /// Whether whoever looks at the end would notice that it is another one now.
  package var isEndHeld: Bool { prompt != nil || !panes.isEmpty && !paneShowsCounts }

  /// Whether the pane on top tells of what was counted rather than of events.
  var paneShowsCounts: Bool {
    switch pane?.place {
    case .table, .connection, .findings, .comparison, .answer: true
    default: false
    }
  }

  /// Tells the events of the end apart as those that were counted meanwhile.
  mutating func renewEnding(_ live: StreamState) {
    let groups = liveGroups?.table.rows.count ?? 0
    guard ending?.isOld(live, feed.selection, groups: groups) == true else { return }
    ending?.renew(live, groups: groups)
    regroupEnding()
  }

  private mutating func regroupEnding() {
    guard let ending else { return }
    feed.groups = liveGroups?.resumed(in: ending.state)
  }
}

extension ViewState.Ending {
  /// Events between a place and the end that are looked through at most.
  private static let limit = 1 << 18

  /// Where an event of the end lies in what was read from the beginning to its end; `nil` if it is not found.
  fileprivate func place(of position: Int, in live: StreamState) -> Int? {
    let record = state.log[position]
    guard record.kind == .event else { return nil }
    let bytes = state.log.raw(record)
    var later = (position..<state.log.positions.upperBound).dropFirst().count { state.log[$0].kind == .event }
    // A file that has grown meanwhile has more of them behind it.
    for place in live.log.positions.reversed().prefix(Self.limit) where live.log[place].kind == .event {
      if later > 0 {
        later -= 1
      } else if live.log[place].source == record.source, live.log.raw(live.log[place]) == bytes {
        return place
      }
    }
    return nil
  }
}
