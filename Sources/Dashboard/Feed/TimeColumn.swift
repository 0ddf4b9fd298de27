import EventFields
import StreamModel
import Text

/// What the feed's time column says.
enum TimeColumn: Int, CaseIterable, Sendable {
  case clock, sinceStart, sincePrevious, sincePreviousOfType

  var next: Self { Self(rawValue: (rawValue + 1) % Self.allCases.count) ?? .clock }

  var heading: String { heading(isGrouped: false) }

  func heading(isGrouped: Bool) -> String {
    switch self {
    case .clock: "TIME"
    case .sinceStart: "SINCE START"
    case .sincePrevious: "+ PREVIOUS"
    case .sincePreviousOfType: isGrouped ? "+ SAME GROUP" : "+ SAME TYPE"
    }
  }

  /// - Parameters:
  ///   - position: a row of `reader`.
  ///   - width: 8 or 12.
  func text(
    _ position: Int, _ reader: FeedReader, _ groups: EventGroups?, clock: WallClock, width: Int
  ) -> String {
    let state = reader.state
    let record = state.log[position]
    switch self {
    case .clock: return Self.cut(clock.text(record.at), width)
    case .sinceStart: return Self.fitted(TimeText.elapsed(record.at.sinceStart), width)
    case .sincePrevious:
      guard let previous = reader.last(before: position) else { return "" }
      return Self.fitted("+" + TimeText.elapsed(record.at - state.log[previous].at), width)
    case .sincePreviousOfType:
      guard record.kind == .event,
        let previous = FeedReader.event(ofTypeOf: record, before: position, in: state, groups)
      else { return "" }
      return Self.fitted("+" + TimeText.elapsed(record.at - state.log[previous].at), width)
    }
  }

  private static func fitted(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.utf8.count, 0)) + cut(text, width)
  }

  /// - Parameter text: ASCII.
  private static func cut(_ text: String, _ width: Int) -> String {
    text.utf8.count <= width ? text : String(text.prefix(width))
  }
}
