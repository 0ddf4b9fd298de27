import EventFields
import EventFilter
public import StreamModel
import Text

extension ViewState {
  mutating func copyPath() -> Effect? {
    guard let path = detail?.path else {
      tell("there is no node under the cursor", isTrouble: true)
      return nil
    }
    return .copy(Array(path.utf8), subject: "the path \(path)")
  }

  /// The value of the node under the cursor, a string without its quotes and escapes; on no node the data.
  mutating func copyValue(_ context: Context) -> Effect? {
    guard let detail, let path = detail.path, path != ".", let value = detail.value else {
      return takeBytes(context) { .copy($0, subject: "the data") }
    }
    guard value.first == 0x22 else { return .copy(value, subject: "the value of \(path)") }
    let text = value.withUnsafeBytes { JSONString.withDecoded($0, hasEscape: value.contains(0x5C)) { Array($0) } }
    return .copy(text, subject: "the text of \(path)")
  }

  mutating func copyID(_ state: StreamState) -> Effect? {
    guard let position = subject(in: state), state.log[position].kind == .event, state.log[position].idLength > 0 else {
      tell("there is no event with an ID under the cursor", isTrouble: true)
      return nil
    }
    return .copy(state.log.id(state.log[position]), subject: "the ID")
  }

  /// The name of a table's row: of a type, a value or a source.
  mutating func copyName(_ state: StreamState) -> Effect? {
    guard let table = pane as? TablePane, !table.order.isEmpty else { return nil }
    let names = EventTable(state, countedGroups)
    let name =
      switch table.subject {
      case .sources: state.sources.indices.contains(table.cursor) ? state.sources[table.cursor].shownName : ""
      case .types: table.cursor == TypeColumn.comments ? "comments" : names.text(table.cursor)
      }
    return .copy(Array(name.utf8), subject: "the name")
  }

  /// Does something with the bytes of the event under the cursor.
  ///
  /// - Parameter asCame: the whole event rather than its data.
  mutating func takeBytes(asCame: Bool = false, _ context: Context, _ effect: ([UInt8]) -> Effect) -> Effect? {
    guard let bytes = subjectBytes(asCame: asCame, context.state) else {
      tell("there is no event under the cursor", isTrouble: true)
      return nil
    }
    return effect(bytes)
  }

  mutating func pipe(_ command: String, _ context: Context) -> Effect? {
    takeBytes(context) { .pipe($0, command: command) }
  }

  /// The data of the event under the cursor, or the whole event as it came; `nil` if there is none.
  ///
  /// An opened event keeps its bytes, or their beginning, although the log has dropped it.
  func subjectBytes(asCame: Bool, _ state: StreamState) -> [UInt8]? {
    guard let position = subject(in: state) else {
      guard let detail else { return nil }
      return asCame ? detail.raw?.bytes : detail.document?.bytes
    }
    let record = state.log[position]
    guard record.kind == .event || record.kind == .comment else { return nil }
    guard asCame else { return state.log.data(record) }
    // A line of JSON becomes an event of a stream.
    guard record.isLine else { return state.log.raw(record) }
    var block: [UInt8] = []
    state.log.withData(record) { Record.appendBlock(of: $0, to: &block) }
    return block
  }

  /// What a key is about: the opened event, the row under the cursor, or while following the newest event, whatever
  /// notice has come after it; `nil` if the log does not hold it.
  func subject(in state: StreamState) -> Int? {
    if let opened = detail?.position ?? (pane as? ChangesPane)?.position {
      return state.log.positions.contains(opened) ? opened : nil
    }
    guard let cursor = feed.cursor, state.log.positions.contains(cursor) else { return nil }
    guard feed.follows else { return cursor }
    let reader = feed.reader(state)
    var end = cursor + 1
    // More notices than these are not kept.
    for _ in 0...StreamState.noticeLimit {
      guard let row = reader.last(before: end) else { break }
      if state.log[row].kind == .event { return row }
      end = row
    }
    return cursor
  }

  mutating func record(_ context: Context) -> Effect? {
    guard recording == nil else { return .record(path: nil, overwrites: false) }
    ask(.record, suggesting: fileName(ending: "sse", context))
    return nil
  }

  /// A name for a file that gets what is watched.
  func fileName(ending: String, _ context: Context) -> String {
    FileNameIdea.name(of: context.state.sources, at: context.now, context.clock, ending: ending)
  }

  /// Of what is shown: a table where the feed is one.
  var savedEnding: String { feed.fields.paths.isEmpty ? "ndjson" : "csv" }

  /// The events that are shown, oldest first, as positions in the log of the state that is looked at.
  ///
  /// Asks the filter itself where its index has not come yet.
  public func shownEvents(_ live: StreamState) -> some Sequence<Int> {
    let state = state(live)
    let feed = feed
    let positions = state.log.positions.clamped(to: max(feed.selection.start, state.log.positions.lowerBound)..<Int.max)
    return positions.lazy.filter { state.log[$0].kind == .event && feed.shows($0, in: state) }
  }
}
