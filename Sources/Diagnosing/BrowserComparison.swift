package import StreamModel

/// Whether what browsers ask for comes as fast as the plain request's events.
///
/// Silent in doubt: a server may answer one request at a time, may have one stream a client, or may count events for
/// each connection anew. None of that is a compressor's.
package enum BrowserComparison: Equatable, Sendable {
  case notJudged(String)
  /// It brings the same at the same times.
  case same
  case late(Lateness)

  package struct Lateness: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// No response headers came.
      case noHead
      /// Response headers, but no event.
      case noEvent
      /// Events, of which so many were late, by so much at least.
      case events(late: Int, of: Int, least: Duration, median: Duration)
    }

    package var kind: Kind
    /// How long the browser's request was open to an answer.
    package var waited: Duration
    package var plainHeadWait: Duration
    package var plainEvents: Int
    /// The content coding of its response, if there was one.
    package var coding: String?
    /// Whether another plain request was answered meanwhile, or a content coding shows who it was.
    package var isCertain: Bool
  }

  /// Events that come so much later are late.
  private static let late = Duration.seconds(1)
  /// Where nearly all come so much later, they are too.
  private static let delayed = Duration.milliseconds(300)

  /// How long it may take until a server has taken a request in.
  private static let margin = Duration.milliseconds(250)

  /// - Parameters:
  ///   - plain: the request as given.
  ///   - browser: the same as browsers make it.
  ///   - others: plain requests made later, which show whether the server answers another one at all.
  package init(
    _ plain: ExaminedRequest, _ browser: ExaminedRequest, others: [ExaminedRequest], at now: Moment
  ) {
    if plain.isExcluded(by: browser) {
      self = .notJudged("the plain request ended within 1 s of this one, perhaps because of it")
      return
    }
    guard let plainHeadWait = plain.headWait else {
      self = .notJudged("the plain request has opened no stream")
      return
    }
    let end = browser.stoppedAt ?? now
    if !browser.wasOpen, let reason = browser.end {
      self = .notJudged("it was not answered with a stream: \(reason.sentence)")
      return
    }
    var lateness = Lateness(
      kind: .noHead, waited: end - browser.askedAt, plainHeadWait: plainHeadWait, plainEvents: plain.arrivals.count,
      coding: browser.coding, isCertain: false)
    guard browser.headWait != nil else {
      guard lateness.waited - browser.excused >= plainHeadWait + Self.late * 2 else {
        self = .notJudged("there was no time to wait for its response headers")
        return
      }
      self = Self.judged(lateness, others: others, needsEvents: false)
      return
    }
    if browser.arrivals.count == 0 {
      guard plain.hasHadThreeEvents(until: end, since: Self.late), browser.end == nil else {
        self = plain.arrivals.count == 0 ? .notJudged("no events came") : .notJudged("too few events came")
        return
      }
      lateness.kind = .noEvent
      guard lateness.coding != nil else {
        self = .notJudged(
          "it brought no event, but is not compressed: the server serves one client at a time, it seems")
        return
      }
      self = Self.judged(lateness, others: others, needsEvents: true)
      return
    }
    let delays = Self.delays(plain, browser)
    guard !delays.isEmpty else {
      self = .notJudged("its events cannot be found among the plain request's")
      return
    }
    let (late, delayed) = (delays.filter { $0 >= Self.late }, delays.filter { $0 >= Self.delayed })
    // A compressor that gives each event with the next one delays all of them, by as little as the stream is fast.
    let isDelayed = delayed.count >= 5 && delayed.count * 4 >= delays.count * 3
    let isLate = late.count == delays.count || late.count >= 3 && late.count * 4 >= delays.count
    guard isLate || isDelayed, lateness.coding != nil else {
      self = .same
      return
    }
    let told = (isLate ? late : delayed).sorted()
    lateness.kind = .events(
      late: told.count, of: delays.count, least: isLate ? Self.late : Self.delayed,
      median: told[told.count / 2])
    lateness.isCertain = isLate && late.count >= 3
    self = .late(lateness)
  }

  /// A request without an answer says something of the way it was asked only if another one is answered.
  private static func judged(
    _ lateness: Lateness, others: [ExaminedRequest], needsEvents: Bool
  ) -> BrowserComparison {
    var lateness = lateness
    guard !others.isEmpty else { return .late(lateness) }
    guard others.contains(where: { $0.wasOpen && (!needsEvents || $0.arrivals.count > 0) }) else {
      return .notJudged("another plain request got no answer either: the server answers one at a time, it seems")
    }
    lateness.isCertain = true
    return .late(lateness)
  }

  /// How much later than in the plain request each event came, as far as it can be found there.
  ///
  /// By id and data, where both are the event's own; by data that is one event's alone; else by number. Time counts
  /// from the requests as well as by the clock, whichever is less.
  private static func delays(_ plainRequest: ExaminedRequest, _ browserRequest: ExaminedRequest) -> [Duration] {
    let (plain, browser) = (plainRequest.arrivals.first, browserRequest.arrivals.first)
    let (plainStart, browserStart) = (plainRequest.askedAt, browserRequest.askedAt)
    func delay(_ event: Arrivals.Event, _ original: Arrivals.Event) -> Duration {
      min(event.at - original.at, (event.at - browserStart) - (original.at - plainStart))
    }
    var places: [Int: Int] = [:]
    var isRepeated: Set<Int> = []
    for (place, event) in plain.enumerated() where places.updateValue(place, forKey: event.data) != nil {
      isRepeated.insert(event.data)
    }
    let found = browser.compactMap { event -> Duration? in
      guard !isRepeated.contains(event.data), let place = places[event.data], plain[place].id == event.id else {
        return nil
      }
      return delay(event, plain[place])
    }
    if found.count >= 3 || found.count == browser.count { return found }
    // Of events that are made for each connection those may lack that were sent before this one was there.
    let isForeign = browser.allSatisfy { places[$0.data] == nil }
    guard isForeign else { return found }
    let earlier = plain.prefix { $0.at - browserStart <= Self.margin }.count
    return browser.indices.compactMap { index in
      plain.indices.contains(index + earlier) ? delay(browser[index], plain[index + earlier]) : nil
    }
  }
}

extension ExaminedRequest {
  /// The content coding of the response, `nil` for none.
  var coding: String? {
    source.head.flatMap { head in head.isCoded ? head.values(of: "Content-Encoding").joined(separator: ", ") : nil }
  }
}
