import EventFields
import StreamModel
import Text

/// What the table, the strip and the digits are about: the event types, or instead of them the values of a path.
///
/// A row is known by its number in its table, and shown at its place; for types both are the same.
struct EventTable {
  private let types: TypeTable
  let groups: EventGroups?

  init(_ state: StreamState, _ groups: EventGroups?) { (types, self.groups) = (state.types, groups) }

  var count: Int { groups?.table.rows.count ?? types.rows.count }

  /// The rows as they are shown.
  var order: [Int] { groups?.order ?? Array(types.rows.indices) }

  func row(atPlace place: Int) -> Int { groups?.order[place] ?? place }
  func place(of row: Int) -> Int { groups?.place(of: row) ?? row }

  /// The row of an event; that of no group yet has no name.
  func row(of record: Record, at position: Int) -> Int {
    guard let groups else { return Int(record.type) }
    return groups.row(at: position) ?? .max
  }

  /// What the column of names is called; a path is a stranger's text.
  var title: String { groups?.path.text ?? "TYPE" }

  func name(_ row: Int) -> String {
    guard row < count else { return "" }
    return groups?.table.rows[row].key.name ?? types.rows[row].name
  }

  /// What it stands for: of a value that is a string its text, whatever stands around it on the screen.
  func text(_ row: Int) -> String {
    guard row < count, case .text(let text) = groups?.table.rows[row].key else { return name(row) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The same as a terminal can draw it.
  func name(_ row: Int, _ glyphs: Glyphs) -> String {
    let isAbsent = row < count && groups?.table.rows[row].key == .absent
    return isAbsent && glyphs.isASCII ? "-" : name(row)
  }

  func events(_ row: Int) -> Int { row < count ? groups?.table.rows[row].events ?? types.rows[row].events : 0 }
  func bytes(_ row: Int) -> Int { row < count ? groups?.table.rows[row].bytes ?? types.rows[row].bytes : 0 }
  func kept(_ row: Int) -> Int { row < count ? groups?.table.rows[row].kept ?? types.rows[row].kept : 0 }
  func rate(_ row: Int) -> RateMeter? { row < count ? groups?.table.rows[row].rate ?? types.rows[row].rate : nil }

  /// When the first and the last event came.
  func seen(_ row: Int) -> (first: Moment, last: Moment)? {
    guard row < count else { return nil }
    guard let group = groups?.table.rows[row] else { return (types.rows[row].firstSeen, types.rows[row].lastSeen) }
    return (group.firstSeen, group.lastSeen)
  }

  /// Events of all rows; of groups those that were counted.
  func events(of state: StreamState) -> Int { groups?.table.events ?? state.events }
}
