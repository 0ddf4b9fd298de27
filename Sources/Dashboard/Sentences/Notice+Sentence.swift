public import StreamModel
import Text

extension Notice {
  /// The notice as the feed tells it.
  public var sentence: String {
    switch change {
    case .opened(let head): "open: \(head.title)"
    case .reopened(let after, let lastEventID, let attempts):
      "reconnected after \(TimeText.countdown(after))"
        + (attempts > 1 ? ", \(attempts) attempts" : "")
        + (lastEventID.isEmpty ? "" : ", sent Last-Event-ID \(String(decoding: lastEventID, as: UTF8.self))")
    case .resumed(let missing, let repeated):
      "by their ids, over the reconnect "
        + [missing > 0 ? "\(counted(missing)) missing" : "", repeated > 0 ? "\(counted(repeated)) came twice" : ""]
        .filter { !$0.isEmpty }.joined(separator: ", ")
    case .lost(let reason, let attempt, let wait):
      reason.sentence + (attempt > 1 ? " (attempt \(attempt))" : "") + "; next try in \(TimeText.countdown(wait))"
    case .unsentID(.tooLong(let bytes, let limit)):
      "Last-Event-ID is not sent: \(Quantity.grouped(bytes)) bytes are more than servers accept (\(Quantity.grouped(limit)))"
    case .unsentID(.refused): "Last-Event-ID is not sent again: the server refused the request that carried it"
    case .closed(.closed): "closed"
    case .closed(let reason): "closed: \(reason.sentence)"
    case .slept(let time): "this machine slept \(TimeText.countdown(time)); that is not a silence of the stream"
    case .found(_, let title, _, let isError): "\(isError ? "error" : "warning") (D): \(title)"
    }
  }

  /// What helps, where there is room for it behind the sentence.
  var remedy: String? {
    if case .found(_, _, let remedy, _) = change { remedy } else { nil }
  }

  private func counted(_ events: Int) -> String { "\(Quantity.grouped(events)) event\(events == 1 ? "" : "s")" }

  var role: Role {
    switch change {
    case .opened, .reopened: .good
    case .lost, .unsentID, .resumed, .slept: .warning
    case .closed(let reason): reason.closedRole
    case .found(_, _, _, let isError): isError ? .bad : .warning
    }
  }
}
