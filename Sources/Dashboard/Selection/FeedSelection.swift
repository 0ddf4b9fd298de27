import EventFilter
import StreamModel
import Text

/// Which event types the feed shows.
enum TypeFilter: Equatable, Sendable {
  case all
  /// The type with this index in the type table.
  case only(Int)
  case comments
}

/// Which groups the feed shows, where events are told apart by the value of a path; groups by their row in the table.
struct GroupSelection: Equatable, Sendable {
  let path: JSONPath
  /// `nil` for all.
  var only: Int?
  var hidden: Set<Int> = []
}

/// Which records are rows of the feed.
struct FeedSelection: Equatable, Sendable {
  var types = TypeFilter.all
  /// `nil` where events are told apart by their types.
  var groups: GroupSelection?
  /// Indices in the type table.
  var hiddenTypes: Set<Int> = []
  var hiddenSources: Set<Int> = []
  var showsComments = false
  /// What events have to match beside; `nil` for nothing.
  var filter: EventFilter?
  /// Only notices, and events that say they are errors.
  var onlyErrors = false
  /// Older records were cleared away.
  var start = 0

  /// Whether events are asked one by one: an index knows the answers.
  var isMatched: Bool { filter != nil || onlyErrors }

  /// Whether the filter is asked about comments.
  var filtersComments: Bool { showsComments || types == .comments }

  /// Whether the filter is asked the same as another selection's.
  func filters(like other: FeedSelection) -> Bool {
    filter == other.filter && filtersComments == other.filtersComments && onlyErrors == other.onlyErrors
  }

  /// What the table, the strip and the digits have selected: of types, or of groups.
  var shown: TypeFilter { types == .all ? groups?.only.map(TypeFilter.only) ?? .all : types }

  /// Shows a row of the table of types or of groups alone, or all of them.
  mutating func show(_ row: TypeFilter) {
    guard groups != nil else {
      types = row
      return
    }
    types = row == .comments ? .comments : .all
    if case .only(let group) = row { groups?.only = group } else { groups?.only = nil }
  }

  /// Hides the events of a row of that table, or shows them again.
  mutating func toggle(_ row: Int) {
    guard groups != nil else { return hiddenTypes.formSymmetricDifference([row]) }
    groups?.hidden.formSymmetricDifference([row])
  }

  func hides(_ row: Int) -> Bool { groups?.hidden.contains(row) ?? hiddenTypes.contains(row) }

  /// Whether an event in this row of the table of groups is shown.
  func admits(group row: Int?) -> Bool {
    guard let groups else { return true }
    return (groups.only == nil || groups.only == row) && (row.map(groups.hidden.contains) != true)
  }

  /// Whether a record is shown as far as its kind, type and source tell; filter and groups are asked elsewhere.
  func admits(_ record: Record, in state: StreamState) -> Bool {
    guard !hiddenSources.contains(Int(record.source)) else { return false }
    guard record.kind == .event || groups?.only == nil || types != .all else { return false }
    switch (record.kind, types) {
    case (.event, .all): return hiddenTypes.isEmpty || !hiddenTypes.contains(Int(record.type))
    case (.event, .only(let type)): return Int(record.type) == type
    case (.comment, .all): return showsComments
    case (.comment, .comments): return true
    case (.overlong, .all): return filter == nil
    case (.notice, .all): return filter == nil && state.notice(record) != nil
    default: return false
    }
  }

  /// What has to lie in a block of the log for a row to be there.
  func wanted(in state: StreamState) -> EventLog.Wanted {
    switch types {
    case .only(let type): return .events(ofType: type)
    case .comments: return .comments
    case .all:
      let isGroup = groups?.only != nil
      var wanted: EventLog.Wanted = filter == nil && !isGroup ? .notices : []
      if showsComments, !isGroup { wanted.insert(.comments) }
      guard !hiddenTypes.isEmpty else { return wanted.union(.allEvents) }
      for type in state.types.rows.indices where !hiddenTypes.contains(type) {
        wanted.insert(.events(ofType: type))
      }
      return wanted
    }
  }

  /// Whether it leaves out anything that `shown` would show.
  var isNarrowed: Bool {
    isMatched || !hiddenTypes.isEmpty || !hiddenSources.isEmpty || groups?.hidden.isEmpty == false
  }
}

/// The types that are shown as the command line wants it, by their names: decided for each when it first comes.
struct StartSelection: Sendable {
  private let choice: TypeChoice
  /// How many types were decided.
  private var decided = 0

  init(types: [String] = [], excludedTypes: [String] = []) {
    choice = TypeChoice(types: types, excludedTypes: excludedTypes)
  }

  /// Whether all types are wanted, whatever they are called.
  var isEverything: Bool { choice.isEverything }

  /// Hides what is not wanted of the types that have come since the last call.
  mutating func decide(_ state: StreamState, _ selection: inout FeedSelection) {
    let rows = state.types.rows
    guard decided < rows.count else { return }
    if !choice.isEverything {
      for type in decided..<rows.count where !choice.shows(state.types.wireName(of: type)) {
        selection.hiddenTypes.insert(type)
      }
    }
    decided = rows.count
  }
}
