/// What an event does to an answer, with where in the event it is said.
indirect enum Operation: Sendable {
  /// A new answer, unless the newest has the same id.
  case begin(model: MemberPath? = nil, id: MemberPath? = nil)
  /// What the answer is called, if that is not known.
  case identify(model: MemberPath? = nil, id: MemberPath? = nil)
  /// A block; a new one if that of the key is closed.
  case start(BlockKind, BlockKey, name: MemberPath? = nil, id: MemberPath? = nil)
  /// A block, the one of that key if there is one.
  case open(BlockKind, BlockKey, name: MemberPath? = nil, id: MemberPath? = nil)
  /// Opened with a name of the table's own.
  case openNamed(BlockKind, BlockKey, String)
  /// Adds the strings there.
  case append(BlockKind, BlockKey, MemberPath)
  /// Adds the first string that is not empty, of one of these.
  case appendFirst(BlockKind, BlockKey, [MemberPath])
  /// The strings there are the whole block so far.
  case replace(BlockKind, BlockKey, MemberPath)
  /// The value there is the whole block, as JSON; of a string what it holds.
  case replaceJSON(BlockKind, BlockKey, MemberPath)
  /// The value there is what the block holds if no piece follows.
  case preset(BlockKey, MemberPath)
  /// A whole call of a tool in one event: opened, filled and closed.
  case call(name: MemberPath, id: MemberPath?, arguments: MemberPath)
  /// A value of a call's arguments, at the path that is told: the first that is there; where it goes on, the next
  /// piece of the same string follows.
  case argument(BlockKey, path: MemberPath, values: [MemberPath], goesOn: MemberPath)
  case close(BlockKey)
  /// Closes every block whose key begins so.
  case closeAll(BlockKey)
  case mark(BlockKind, BlockKey, BlockMarks)
  case usage(UsagePaths)
  case finish(MemberPath)
  case finishAs(String)
  /// The answer that is open is whole.
  case end
  /// The first message that is there, and the first code.
  case fail(message: [MemberPath], code: [MemberPath] = [])
  case failAs(String)
  case beat
  /// Counts the event by its type, as everything that no row knows.
  case skip
  /// A page or a document that the answer tells as its source: the first title that is there, and the first address.
  case source(title: [MemberPath], address: [MemberPath])
  /// The rows hold if the answer has no block yet.
  case ifNothingTold([Row])
  /// The rows hold for each element of the list there.
  case each(MemberPath, [Row])
  /// As `each`, and each element is a choice, by the number that stands there.
  case choices(MemberPath, number: MemberPath, [Row])
}

extension Operation {
  /// Where errors of all kinds have their message; an event may be the message itself.
  static let messages: [MemberPath] = [
    "error.message", "error.detail", "error", "message", "detail", "errorText", "",
  ]
}

/// Where an event tells the tokens that were counted. Several places are added up.
struct UsagePaths: Sendable {
  var input: [MemberPath]
  var cached: [MemberPath] = []
  var output: [MemberPath]
  var thinking: [MemberPath] = []
  /// Written to a cache; only where it and `cached` are no part of `input`.
  var created: [MemberPath] = []
  /// Added to what was told before, instead of in its place.
  var adds = false
  /// Told before the answer: its output is not the whole.
  var isPreliminary = false
}

/// One row of a table: for which events, and what they do.
struct Row: Sendable {
  /// The event's type is one of these; empty for any.
  var types: [String]
  var conditions: [Condition]
  var operations: [Operation]

  static func on(_ types: String..., if conditions: [Condition] = [], do operations: Operation...) -> Row {
    Row(types: types, conditions: conditions, operations: operations)
  }

  static func when(_ conditions: Condition..., do operations: Operation...) -> Row {
    Row(types: [], conditions: conditions, operations: operations)
  }

  static func always(_ operations: Operation...) -> Row { Row(types: [], conditions: [], operations: operations) }
}
