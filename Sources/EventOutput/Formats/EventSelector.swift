import EventFilter
package import StreamModel

/// A selection at work: remembers what it decided of each type.
package struct EventSelector: Sendable {
  private let choice: TypeChoice
  private let filter: EventFilter?
  private let isOpen: Bool
  /// By the type's index; `nil` while it has not come.
  private var verdicts: [Bool?] = []

  package init(_ selection: Selection) {
    choice = TypeChoice(types: selection.types, excludedTypes: selection.excludedTypes)
    filter = selection.filter
    isOpen = selection.isEverything
  }

  var hasFilter: Bool { filter != nil }

  /// Whether an event is shown.
  package mutating func shows(_ record: Record, in state: StreamState) -> Bool {
    if isOpen { return true }
    guard showsType(of: record, in: state) else { return false }
    return filter?.matches(record, in: state) ?? true
  }

  /// Whether a comment is shown where comments are; it has no type.
  package func showsComment(_ record: Record, in state: StreamState) -> Bool {
    filter?.matches(record, in: state) ?? true
  }

  private mutating func showsType(of record: Record, in state: StreamState) -> Bool {
    if choice.isEverything { return true }
    let index = Int(record.type)
    // The last row of a full table is many types.
    guard state.types.rows[index].name != TypeTable.overflowName else { return decide(record, in: state) }
    while verdicts.count <= index { verdicts.append(nil) }
    if let verdict = verdicts[index] { return verdict }
    let verdict = decide(record, in: state)
    verdicts[index] = verdict
    return verdict
  }

  private func decide(_ record: Record, in state: StreamState) -> Bool {
    state.log.withName(record) { choice.shows($0) }
  }
}

extension EventLog {
  /// Lends the name of the event's type, that of the default too.
  func withName<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard record.typeLength == 0 else { return withType(record, body) }
    let name: StaticString = "message"
    return name.withUTF8Buffer { body(UnsafeRawBufferPointer($0)) }
  }
}
