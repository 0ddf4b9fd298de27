package import EventFilter
package import StreamModel
import Text

extension ViewState {
  /// What stands in the header about alerts; `nil` where nothing is waited for.
  var alertBadge: String? { alert == nil ? nil : AlertText.badge(alertedEvents) }

  /// Waits for what the command line asks for.
  package mutating func begin(alerts filters: [EventFilter], stop: EventFilter?) {
    alert = FeedAlert(filters)
    stopExpression = stop?.expression
  }

  /// Waits for what matches an expression; an empty one ends that.
  mutating func setAlert(_ text: String) throws(FilterError) -> Effect? {
    if let alert, text == alert.expression {
      tell("the alert goes on")
      return nil
    }
    let filter = try EventFilter(text)
    prompt?.doubt = filter.hints.first
    let filters = filter.isEmpty ? [] : [filter]
    let former = alert
    alert = FeedAlert(filters)
    if alert == nil {
      tell(former == nil ? "there was no alert" : "no alert any more")
    } else {
      alertedEvents = 0
      tell(
        "alert from now on; \(Keymap.name(of: .feed(.nextNotice))) and \(Keymap.name(of: .feed(.previousNotice))) "
          + "also find what came before")
      tellDoubt()
    }
    return .alert(filters)
  }

  /// Stops at the first event from now on that matches; an empty expression ends that.
  mutating func setStop(_ text: String) throws(FilterError) -> Effect {
    let filter = try EventFilter(text)
    prompt?.doubt = filter.hints.first
    stopExpression = filter.isEmpty ? nil : filter.expression
    tell(filter.isEmpty ? "no event is waited for any more" : "waiting for an event to stop at")
    tellDoubt()
    return .stop(filter.isEmpty ? nil : filter)
  }

  /// Stands still, as far as it is live, with the cursor on the event that was waited for.
  ///
  /// - Parameter position: its place in the log; `nil` where a recording stands still behind it.
  package mutating func stop(at position: Int?, _ filter: EventFilter, in live: StreamState, at now: Moment) {
    stopExpression = nil
    search?.pending = nil
    panes = []
    if replay == nil { freeze(live, at: now) }
    let key = Keymap.name(of: .program(.freeze))
    func told(_ doubt: String = "") -> String {
      "stopped, \(key) goes on\(doubt): the first event that matches \(filter.expression.prefix(200))"
    }
    guard let position else {
      feed.follow()
      return tell(told(), role: .warning)
    }
    let state = state(live)
    guard state.log.positions.contains(position) else {
      tell("the event that was waited for came, and is no longer kept", isTrouble: true)
      return
    }
    feed.go(to: position, in: state)
    // A prompt that is open goes back to here.
    if before != nil { before = (feed, search, panes) }
    tell(told(feed.shows(position, in: state) ? "" : "; the feed does not show it"), role: .warning)
  }

  /// The nearest event that an alert is about.
  func nextAlert(_ direction: FeedSearch.Direction, from position: Int, _ reader: FeedReader) -> Int? {
    alert?.next(direction, from: position, among: reader)
  }
}
