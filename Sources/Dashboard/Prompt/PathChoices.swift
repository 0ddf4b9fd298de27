import EventFields
import StreamModel
import Text

/// The paths that the newest events hold, to be offered where one is typed.
///
/// So many events that a key does not wait: what only older ones hold is not offered, and can be typed.
struct PathChoices: Equatable, Sendable {
  private static let eventLimit = 200
  private static let byteLimit = 1 << 18
  /// Records that are looked at, events or not.
  private static let recordLimit = 4096

  struct Choice: Equatable, Sendable {
    /// As jq writes it; a stranger's text.
    let path: String
    /// What its values are; a stranger's text too.
    let note: String
  }

  /// In the order in which they stand in the events.
  private(set) var all: [Choice] = []

  init() {}

  init(_ state: StreamState) {
    var fields = FieldStatistics()
    var bytes = 0
    for position in state.log.positions.suffix(Self.recordLimit).reversed() {
      let record = state.log[position]
      guard record.kind == .event else { continue }
      guard fields.events < Self.eventLimit, bytes < Self.byteLimit else { break }
      bytes += Int(record.dataLength)
      state.log.withData(record) { fields.add($0, at: record.at, order: position) }
    }
    all = (0..<fields.count).filter { fields[$0].events > 0 }.map { index in
      Choice(path: fields.path(index).text, note: Self.note(fields[index], of: fields.events))
    }
  }

  private static func note(_ field: PathStatistics, of events: Int) -> String {
    let values = field.differentValues
    var note = "\(field.kind.rawValue) in \(FieldText.share(field.events, of: events)), "
    note += "\(values.hasMore ? ">" : "")\(Quantity.counted(values.count, "value"))"
    if let most = field.mostOften { note += ", \(most.value.shown) \(FieldText.share(most.count, of: field.values))" }
    return note
  }

  /// Those that go on as was typed, then those that hold it elsewhere; capitals or not.
  func matching(_ typed: String) -> [Choice] {
    let typed = typed.lowercased()
    guard typed != "", typed != "." else { return all }
    func begins(_ path: String) -> Bool { path.hasPrefix(typed) || path.dropFirst().hasPrefix(typed) }
    let found = all.map { ($0, $0.path.lowercased()) }.filter { $0.1.contains(typed) }
    return found.filter { begins($0.1) }.map(\.0) + found.filter { !begins($0.1) }.map(\.0)
  }
}
