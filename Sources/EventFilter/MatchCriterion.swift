public import StreamModel
import Text

/// What a `MatchIndex` looks for: the rows of the feed, or what a search finds among them.
public struct MatchCriterion: Sendable, Equatable {
  /// What records must match; notices are rows only where it is empty.
  public var filter: EventFilter
  public var showsComments: Bool
  public var showsNotices: Bool
  /// What records must hold besides, for a search.
  public var pattern: TextPattern?
  /// Whether events must say that they are errors.
  public var onlyErrors: Bool

  public init(
    _ filter: EventFilter, showsComments: Bool = false, showsNotices: Bool = true, pattern: TextPattern? = nil,
    onlyErrors: Bool = false
  ) {
    self.filter = filter
    self.onlyErrors = onlyErrors
    self.showsComments = showsComments
    self.showsNotices = showsNotices
    self.pattern = pattern
  }

  /// Whether a record is a match.
  public func matches(_ record: Record, in state: StreamState) -> Bool {
    switch record.kind {
    case .comment: guard showsComments else { return false }
    case .notice: guard showsNotices, state.notice(record) != nil else { return false }
    case .event, .overlong: break
    }
    guard filter.matches(record, in: state) else { return false }
    guard !onlyErrors || ErrorSign.isShown(by: record, in: state) else { return false }
    return pattern?.matches(record, in: state) ?? true
  }

  /// What it matches with that can take long.
  var regexes: [Regex] { filter.regexes + [pattern?.matcher?.regex].compactMap(\.self) }

  /// A text without which no event and no comment can match, if there is one on a single line.
  var requiredText: BytePattern? {
    let texts = filter.requiredTexts + [pattern?.matcher?.requiredText].compactMap(\.self)
    return texts.filter { !$0.bytes.contains(0x0A) }.max { $0.bytes.count < $1.bytes.count }
  }
}
