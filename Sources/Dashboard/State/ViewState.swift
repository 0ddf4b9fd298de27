package import Comparing
import EventFields
public import EventFilter
import Findings
package import ModelAnswers
public import StreamModel
package import Text

/// What the user has done to the view: which events, where among them, what is open, frozen or not.
public struct ViewState: Sendable {
  /// A view that stands still while reading and counting go on.
  struct Frozen: Sendable {
    let state: StreamState
    let at: Moment
    let answers: AnswerReaders?
    let comparison: StreamComparison?
  }

  /// Something to be told once: at the foot of the screen, until the next key.
  struct Message: Equatable, Sendable {
    var text: String
    var role: Role
  }

  var feed = FeedState()
  /// One on the other, the last on top; each is closed by going back.
  var panes: [any Pane] = []
  var frozen: Frozen?
  /// The end of a recording, in view before all that lies before it was read.
  var ending: Ending?
  /// While the view is frozen, or shows an end, the groups of what goes on.
  var liveGroups: EventGroups?
  var prompt: Prompt?
  var search: FeedSearch?
  /// What the user is called for; `nil` for nothing.
  var alert: FeedAlert?
  /// How many events have matched that since it was asked for.
  package var alertedEvents = 0
  /// What is waited for to stop at.
  var stopExpression: String?
  /// What is wrong with the streams.
  var findings = FindingBoard(sources: 0)
  var message: Message?
  /// Positions in the log, in order.
  var marks: [Int] = []
  var window = RateWindow.minute
  /// How the tables are sorted, also while they are closed: the header lists the sources in this order.
  var typeSort = TableSort()
  var sourceSort = TableSort()
  /// Whether the feed has the screen for itself.
  var isZoomed = false
  /// Whether an opened event has the screen for itself.
  var isEventZoomed = false
  /// Whether an event stands opened beside the feed.
  package var layoutChoice = LayoutChoice.auto
  /// The event under the cursor, laid out beside the feed while nothing is on top.
  var beside: Detail?
  /// How the event that was opened last was looked at.
  var look: DetailLook?
  /// Whether the mouse is listened to.
  var hasMouse = false
  /// The file that the raw stream is being recorded to, and how much was written.
  public var recording: RecordingProgress?
  /// Where the replay of a recording stands; `nil` where nobody can have it wait or go elsewhere.
  public var replay: ReplayStatus?
  /// Answers of language models, lent while keys are taken and a picture is drawn; `nil` where none are read.
  package var answers: AnswerReaders?
  /// Two streams compared, lent likewise; `nil` where none are.
  package var comparison: StreamComparison?
  var histories: [Prompt.Subject: PromptHistory] = [:]
  /// What the prompt's preview replaced: given back if the prompt is given up.
  var before: (feed: FeedState, search: FeedSearch?, panes: [any Pane])?
  /// Where everything was when it was drawn last.
  var layout = Layout(columns: 80, rows: 24, sources: 1, types: 0)
  var typesLayout = TypesLayout()
  /// What the sources are called in the header.
  var sourceNames = SourceNames()

  var start = StartSelection()

  public init() {}

  var pane: (any Pane)? { panes.last }

  /// The opened event, if one is on top.
  var detail: Detail? { pane as? Detail }

  /// Changes the pane on top, if it is of this kind.
  @discardableResult
  mutating func change<Kind: Pane, Result>(_ kind: Kind.Type, _ change: (inout Kind) -> Result) -> Result? {
    guard var pane = panes.last as? Kind else { return nil }
    // Nothing else holds it while it is changed, so that its arrays are not copied.
    panes.removeLast()
    defer { panes.append(pane) }
    return change(&pane)
  }

  /// Whether something is asked for at the foot of the screen.
  public var isPrompting: Bool { prompt != nil }

  /// The state whose events are looked at: the frozen one, that of the end, or the live one.
  public func state(_ live: StreamState) -> StreamState { frozen?.state ?? ending?.state ?? live }

  /// The state whose counts are looked at: the frozen one, or the live one.
  func counted(_ live: StreamState) -> StreamState { frozen?.state ?? live }

  /// Whether what is counted is not all that lies before the end that is in view.
  private var isPartial: Bool { ending != nil && replay?.counted != nil }

  /// The groups whose counts are looked at.
  var countedGroups: EventGroups? { ending == nil ? feed.groups : liveGroups }

  /// Where a key is pressed now, a prompt left out.
  var place: Keymap.Place { pane?.place ?? .feed }

  /// Takes a key, and tells what it asks of the world.
  public mutating func press(_ key: Key, in live: StreamState, at now: Moment, clock: WallClock) -> Effect? {
    let context = Context(
      live: live, state: paneShowsCounts ? counted(live) : state(live), counted: counted(live),
      now: frozen?.at ?? (paneShowsCounts ? nil : ending?.at) ?? now, clock: clock)
    message = nil
    switch key {
    // Whatever is asked for, these keep their meaning.
    case .control("c"): return .interrupt
    case .control("z"): return .suspend
    case .control("l"): return .redraw
    case .mouse(let mouse): return prompt == nil ? click(mouse, context) : nil
    default: break
    }
    if prompt != nil { return answer(with: key, context) }
    guard let command = Keymap.command(for: key, in: place) else { return nil }
    return apply(command, context)
  }

  /// What a command is done with.
  struct Context {
    let live: StreamState
    /// What is looked at: the live state, the frozen one, or that of the end.
    let state: StreamState
    /// What is counted: the live state, or the frozen one.
    let counted: StreamState
    let now: Moment
    let clock: WallClock
  }

  /// Tells the user something, until the next key.
  public mutating func tell(_ text: String, isTrouble: Bool = false) {
    tell(text, role: isTrouble ? .bad : .good)
  }

  mutating func tell(_ text: String, role: Role) { message = Message(text: text, role: role) }

  /// Asks filter and search about more of the log, and says whether they know all of it now.
  ///
  /// - Parameter budget: how much may be looked at, in records; an ordinary one is some hundred nanoseconds' work.
  public mutating func advance(_ live: StreamState, budget: Int) -> Bool {
    let state = state(live)
    let isFiltered = feed.advance(in: state, budget: budget)
    if frozen != nil || ending != nil { _ = liveGroups?.advance(in: live, budget: budget) }
    let isSearched = search?.advance(in: state, budget: budget) ?? true
    let isAlertKnown = alert?.advance(in: state, budget: budget) ?? true
    resolveSearch(state)
    let isPaneDone = panes.isEmpty ? true : panes[panes.count - 1].advance(feed.reader(state), budget: budget)
    let isAnswerRead =
      change(AnswerPane.self) { [counted = counted(live)] in $0.advance(in: counted, budget: budget) } ?? true
    return isFiltered && isSearched && isAlertKnown && isPaneDone && isAnswerRead
  }

  /// Brings everything to where it is possible on a screen of this size. To be called before a frame is drawn, and
  /// between two keys.
  ///
  /// - Parameter isDrawn: whether a frame is drawn of it now; what is only seen, and no key asks for, is made then.
  public mutating func fit(_ live: StreamState, _ frame: Frame, isDrawn: Bool = true) {
    start.decide(live, &feed.selection)
    renewEnding(live)
    let (state, counted) = (state(live), counted(live))
    layout = layout(counted, frame)
    if counted.sources.count > 1 {
      let (width, answers) = (layout.header.columns, shownAnswers)
      sourceNames.fit(counted.sources, glyphs: frame.glyphs) {
        SourceRows.grid(width: width, nameColumns: $0, answers).width(of: SourceColumn.url.rawValue)
      }
    }
    feed.fit(state, rows: layout.feed.rows, columns: layout.feed.columns)
    marks.removeAll { $0 < state.log.positions.lowerBound }
    offerPaths(state)
    if showsFeed, !layout.types.isEmpty {
      typesLayout = typesView(counted, frame)
        .layout(in: layout.types, isTable: layout.hasTypeTable, after: typesLayout)
    }
    fitBeside(live, frame, isDrawn: isDrawn)
    guard !panes.isEmpty else { return }
    panes[panes.count - 1].fit(paneContext(live, frame), in: paneArea)
  }

  /// The table, or the line, of the types.
  func typesView(_ counted: StreamState, _ frame: Frame) -> TypesView {
    TypesView(
      state: counted, groups: countedGroups, selection: feed.selection, frame: frame, isPartial: isPartial)
  }

  /// What the pane on top is fitted to and drawn from.
  func paneContext(_ live: StreamState, _ frame: Frame) -> PaneContext {
    var frame = frame
    if let frozen { frame.now = frozen.at } else if let ending, !paneShowsCounts { frame.now = ending.at }
    return PaneContext(
      state: paneShowsCounts ? counted(live) : state(live), selection: feed.selection,
      groups: paneShowsCounts ? countedGroups : feed.groups, columns: feed.fields.paths,
      pattern: search?.pattern, findings: findings,
      frame: frame, answers: shownAnswers, comparison: shownComparison, isPartial: isPartial)
  }

  private func layout(_ state: StreamState, _ frame: Frame) -> Layout {
    Layout(
      columns: frame.columns, rows: frame.rows, sources: state.sources.count,
      types: TypesView.rowCount(state, countedGroups), isSplit: layoutChoice.splits(columns: frame.columns),
      isZoomed: panes.isEmpty ? isZoomed : isEventOnTop && isEventZoomed, hasPrompt: prompt != nil,
      hasReplay: replay != nil)
  }
}

extension ViewState {
  /// A view that begins with what the command line asks for.
  ///
  /// - Parameters:
  ///   - types: the names of the types that are shown; empty for all.
  ///   - excludedTypes: the names of those that are not.
  ///   - grouping: the path by whose values events are told apart instead of by their types.
  ///   - columns: paths whose values are columns of the feed.
  package init(
    types: [String] = [], excludedTypes: [String] = [], filter: EventFilter? = nil, showsComments: Bool = false,
    hasMouse: Bool = false, grouping: JSONPath?, columns: [JSONPath] = []
  ) {
    self.init(
      types: types, excludedTypes: excludedTypes, filter: filter, showsComments: showsComments, hasMouse: hasMouse)
    if let grouping { beginGroups(by: grouping) }
    for column in columns where !feed.fields.paths.contains(column) { feed.fields.toggle(column) }
  }

  /// A view that begins with what the command line asks for.
  ///
  /// - Parameters:
  ///   - types: the names of the types that are shown; empty for all.
  ///   - excludedTypes: the names of those that are not.
  public init(
    types: [String] = [], excludedTypes: [String] = [], filter: EventFilter? = nil, showsComments: Bool = false,
    hasMouse: Bool = false
  ) {
    self.init()
    start = StartSelection(types: types, excludedTypes: excludedTypes)
    feed.select(filter: filter, showsComments: showsComments)
    self.hasMouse = hasMouse
  }
}

/// What came of an effect, where the sentence names a key.
extension ViewState {
  /// All sources were connected, or disconnected, as the user wanted.
  public mutating func tellConnections(areOn: Bool) {
    let key = Keymap.name(of: .program(.connectOrDisconnect))
    tell(areOn ? "connecting" : "disconnected; \(key) connects again")
  }

  /// The raw stream goes to a file from now on.
  public mutating func tellRecording(to path: String) {
    tell("recording to \(path); \(Keymap.name(of: .feed(.record))) ends it")
  }
}
