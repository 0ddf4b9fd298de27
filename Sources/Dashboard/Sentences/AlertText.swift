package import EventFilter
package import StreamModel
package import Text

/// What is told of events that have matched what the user waits for. Text of strangers' is cleaned, and bounded.
package enum AlertText {
  /// Columns of a notice on the desktop.
  package static let noticeColumns = 80
  /// Columns of a line.
  private static let lineColumns = 200
  private static let expressionColumns = 60

  /// A line.
  ///
  /// - Parameter new: how many have matched since one was told last.
  package static func sentence(_ alerts: Alerts, new: Int, _ state: StreamState, glyphs: Glyphs) -> String {
    let expressions = alerts.counts.map(\.expression).joined(separator: " | ")
    let cleaned = CleanText.cleaned(expressions, columns: expressionColumns, glyphs: glyphs)
    let all = alerts.events > new ? ", \(Quantity.grouped(alerts.events)) in all" : ""
    let newest = excerpt(alerts, state).map { ", the newest: \($0)" } ?? ""
    return CleanText.cleaned(
      "alert on \(cleaned): \(Quantity.counted(new, "event"))\(all)\(newest)", columns: lineColumns, glyphs: glyphs)
  }

  /// A notice for the desktop. It begins with a word of ours: terminals take a number there for a command.
  package static func notice(_ alerts: Alerts, new: Int, _ state: StreamState, glyphs: Glyphs) -> String {
    let newest = excerpt(alerts, state).map { ": \($0)" } ?? ""
    return CleanText.cleaned(
      "sse-top: \(badge(alerts.events))\(newest)", columns: noticeColumns - 1, glyphs: glyphs)
  }

  /// What the header shows.
  static func badge(_ events: Int) -> String { "ALERT \(Quantity.grouped(events))" }

  /// The beginning of the newest match, not yet cleaned; `nil` where the log has dropped it.
  private static func excerpt(_ alerts: Alerts, _ state: StreamState) -> String? {
    guard let position = alerts.newest, state.log.positions.contains(position) else { return nil }
    let record = state.log[position]
    let type = state.log.withType(record) { String(decoding: $0.prefix(64), as: UTF8.self) }
    let text = FeedText(record, state.log, columns: lineColumns)
    let data = String(decoding: text.shown(text.bytes[...]), as: UTF8.self)
    return type.isEmpty ? data : "\(type) \(data)"
  }
}
