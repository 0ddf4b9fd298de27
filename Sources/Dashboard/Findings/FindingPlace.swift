import Findings
import StreamModel

/// Where in the feed a finding is: the record that it was seen at, or the notice that told of it.
enum FindingPlace {
  /// The position in the log; `nil` if it is not kept any more.
  static func position(of found: FoundFinding, in state: StreamState) -> Int? {
    guard state.sources.indices.contains(found.source) else { return nil }
    if let place = found.finding.place { return position(of: place, source: found.source, in: state) }
    return notice(of: found, in: state)
  }

  /// The event with this number on its connection; where none became of it, the notice that the connection was lost.
  static func position(of place: WireFaults.Location, source index: Int, in state: StreamState) -> Int? {
    let source = state.sources[index]
    let opened = source.attempts.filter { $0.openedAt != nil }
    let later = source.openings - place.connection
    guard later >= 0, later < opened.count else { return nil }
    let events = opened[opened.count - 1 - later].events
    var behind = opened.suffix(later).reduce(0) { $0 + $1.events } + max(events - place.event, 0)
    let isEvent = place.event <= events
    var openings = later
    var end: Int?
    for position in state.log.positions.reversed() {
      let record = state.log[position]
      guard Int(record.source) == index else { continue }
      switch record.kind {
      case .event:
        if behind == 0 { return isEvent ? position : end ?? position }
        behind -= 1
      case .notice:
        switch state.notice(record)?.change {
        case .opened, .reopened:
          if openings == 0 { return end ?? position }
          openings -= 1
        case .lost, .closed: if openings == 0, !isEvent { end = position }
        default: break
        }
      case .comment, .overlong: break
      }
    }
    return nil
  }

  private static func notice(of found: FoundFinding, in state: StreamState) -> Int? {
    let kept = state.log.positions
    var position = kept.upperBound - 1
    while kept.contains(position) {
      let barren = state.log.emptyRange(around: position, for: .notices)
      guard barren.isEmpty else {
        position = barren.lowerBound - 1
        continue
      }
      let record = state.log[position]
      if Int(record.source) == found.source, case .found(let code, _, _, _)? = state.notice(record)?.change,
        code == found.finding.code.rawValue
      {
        return position
      }
      position -= 1
    }
    return nil
  }
}
