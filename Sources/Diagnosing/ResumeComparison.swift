import StreamModel

/// What a server made of the id that it was asked to go on from.
package enum ResumeComparison: Equatable, Sendable {
  case notJudged(String)
  /// It went on with the event after it.
  case right
  /// The stream began anew, or far before: old events came again.
  case ignored(Evidence)
  /// What lies between did not come: it went on with what is new.
  case lost(Evidence)
  /// The event of the id itself came once more.
  case inclusive(Evidence)

  package struct Evidence: Equatable, Sendable {
    /// The id that was asked for, and the first that came; not cleaned.
    package var asked: [UInt8]
    package var first: [UInt8]
    /// Events that came again, or that did not come.
    package var count: Int
    package var isCertain: Bool
  }

  /// Old events in order that show that it began before the id.
  private static let fewestOld = 2
  private static let enoughOld = 5

  /// - Parameters:
  ///   - plain: what has come by then, and after it.
  ///   - resume: asked to go on from one of its ids.
  package init(_ plain: ExaminedRequest, _ resume: ExaminedRequest) {
    guard resume.wasOpen else {
      self = .notJudged(
        resume.end.map { "it was not answered with a stream: \($0.sentence)" } ?? "it was not answered in time")
      return
    }
    // What it was asked for, and what has come after that before it was asked.
    let known = resume.known
    guard let place = known.lastIndex(where: { $0.id == resume.lastEventID }) else {
      self = .notJudged("it did not ask for an id of the plain request's")
      return
    }
    // A server that counts goes on by number, whatever the order was.
    guard !Self.falls(known[place...].map(\.id)) else {
      self = .notJudged("the ids do not come in their order")
      return
    }
    let asked = known[place].event
    let expected = known[(place + 1)...].map(\.event)
    let came = resume.arrivals.first
    guard let first = came.first else {
      self = .notJudged("no event came in time")
      return
    }
    // Where each connection gets its own choice of the events, as of samples or of shards, none of them is missing.
    guard !Self.hasOthers(came, among: expected, plain) else {
      self = .notJudged("between the events of the plain request it brought others")
      return
    }
    let ids = resume.arrivals.newest
    var evidence = Evidence(
      asked: resume.lastEventID, first: ids.count == came.count ? ids[0].id : [], count: 0, isCertain: false)
    // By the id alone, too: what differs may be made for each connection, but the id was heeded.
    if let next = expected.first, first.id == next.id {
      // One that came out of order may lack in between; all that was expected decides.
      let missing = expected.filter { event in !came.contains { $0.id == event.id } }
      guard !missing.isEmpty, came.contains(where: { event in !known.contains { $0.event.id == event.id } }) else {
        self = .right
        return
      }
      evidence.count = missing.count
      evidence.isCertain = true
      self = .lost(evidence)
      return
    }
    if first.isSame(as: asked) {
      // Where that began the plain request's connection, each one may begin with it.
      guard plain.arrivals.first.first != asked else {
        self = .notJudged("it was asked to go on after what a connection begins with, and began with that")
        return
      }
      evidence.count = 1
      evidence.isCertain = true
      self = .inclusive(evidence)
      return
    }
    let old = Self.oldEvents(came, in: plain.arrivals.first, known, before: asked)
    if old.count >= Self.fewestOld {
      let isBeginning = old.count >= 2 && zip(plain.arrivals.first, came).prefix(2).allSatisfy { $0.isSame(as: $1) }
      evidence.count = old.count
      evidence.isCertain = isBeginning || old.count >= Self.enoughOld
      self = .ignored(evidence)
      return
    }
    if came.contains(where: { event in expected.contains { $0.isSame(as: event) } }) {
      evidence.count = expected.count { event in !came.contains { $0.isSame(as: event) } }
      evidence.isCertain = true
      self = evidence.count > 0 ? .lost(evidence) : .right
      return
    }
    // Ids that the plain request has brought with other data count each connection's events, and are told by others.
    guard old.isEmpty, !came.contains(where: { plain.arrivals.hasID($0.id) && !plain.arrivals.hasEvent($0) }) else {
      self = .notJudged("its ids name other events than the plain request's")
      return
    }
    // Only events that the plain request has brought with the same ids show that the ids are the stream's own.
    guard came.contains(where: plain.arrivals.hasEvent) else {
      self = .notJudged("its events are others than the plain request's, or have other ids")
      return
    }
    evidence.count = expected.count
    evidence.isCertain = true
    self = .lost(evidence)
  }

  /// Whether events with ids that the plain request has not brought come between those that were expected. What comes
  /// before them may be a greeting, and what comes after them is new.
  private static func hasOthers(
    _ came: [Arrivals.Event], among expected: [Arrivals.Event], _ plain: ExaminedRequest
  ) -> Bool {
    let known = came.indices.filter { place in expected.contains { $0.id == came[place].id } }
    guard let first = known.first, let last = known.last else { return false }
    return came[first..<last].contains { event in event.id != nil && !plain.arrivals.hasID(event.id) }
  }

  /// Whether all are numbers, and one is no higher than the one before.
  private static func falls(_ ids: [[UInt8]]) -> Bool {
    let numbers = ids.compactMap { $0.count <= 19 ? UInt64(String(decoding: $0, as: UTF8.self)) : nil }
    return numbers.count == ids.count && zip(numbers, numbers.dropFirst()).contains { $0 >= $1 }
  }

  /// Those at the beginning that have come before with the same data, in the same order.
  private static func oldEvents(
    _ came: [Arrivals.Event], in first: [Arrivals.Event], _ known: [Arrivals.Newest], before asked: Arrivals.Event
  ) -> [Arrivals.Event] {
    let all = first + known.map(\.event).filter { $0.at > first.last?.at ?? .start }
    let before = all.prefix { !$0.isSame(as: asked) }
    var rest = before[...]
    return Array(
      came.prefix { event in
        guard let place = rest.firstIndex(where: { $0.isSame(as: event) }) else { return false }
        rest = rest[(place + 1)...]
        return true
      })
  }
}

extension Arrivals.Event {
  /// Whether both are the same event: an id, and the same data.
  fileprivate func isSame(as other: Self) -> Bool { id != nil && id == other.id && data == other.data }
}

extension Arrivals {
  fileprivate func hasID(_ id: Int?) -> Bool {
    id != nil && (first.contains { $0.id == id } || newest.contains { $0.event.id == id })
  }

  fileprivate func hasEvent(_ event: Event) -> Bool {
    first.contains { $0.isSame(as: event) } || newest.contains { $0.event.isSame(as: event) }
  }
}
