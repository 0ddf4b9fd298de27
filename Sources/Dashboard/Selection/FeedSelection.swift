import EventFilter
import StreamModel

/// Which event types the feed shows.
enum TypeFilter: Equatable, Sendable {
  case all
  /// The type with this index in the type table.
  case only(Int)
  case comments
}

/// Which records are rows of the feed.
struct FeedSelection: Equatable, Sendable {
  var types = TypeFilter.all
  /// Indices in the type table.
  var hiddenTypes: Set<Int> = []
  var hiddenSources: Set<Int> = []
  var showsComments = false
  /// What events have to match beside; `nil` for nothing.
  var filter: EventFilter?
  /// Older records were cleared away.
  var start = 0

  /// Whether the filter is asked about comments.
  var filtersComments: Bool { showsComments || types == .comments }

  /// Whether the filter is asked the same as another selection's.
  func filters(like other: FeedSelection) -> Bool {
    filter == other.filter && filtersComments == other.filtersComments
  }

  /// Whether a record is shown as far as its kind, type and source tell; the filter is asked elsewhere.
  func admits(_ record: Record, in state: StreamState) -> Bool {
    guard !hiddenSources.contains(Int(record.source)) else { return false }
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
      var wanted: EventLog.Wanted = filter == nil ? .notices : []
      if showsComments { wanted.insert(.comments) }
      guard !hiddenTypes.isEmpty else { return wanted.union(.allEvents) }
      for type in state.types.rows.indices where !hiddenTypes.contains(type) {
        wanted.insert(.events(ofType: type))
      }
      return wanted
    }
  }

  /// Whether it leaves out anything that `types` would show.
  var isNarrowed: Bool { filter != nil || !hiddenTypes.isEmpty || !hiddenSources.isEmpty }
}

/// The types that are shown as the command line wants it, by their names: decided for each when it first comes.
struct StartSelection: Sendable {
  private let choice: TypeChoice
  /// How many types were decided.
  private var decided = 0

  init(types: [String] = [], excludedTypes: [String] = []) {
    choice = TypeChoice(types: types, excludedTypes: excludedTypes)
  }

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
