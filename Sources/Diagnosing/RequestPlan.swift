package import StreamModel

/// What of the other requests is wanted.
package enum Probing: Equatable, Sendable {
  /// For a GET without a body: as a browser, and to resume.
  case usual
  /// `--no-probe`
  case none
  /// `--probe`: as a browser although the request has a body.
  case always
}

/// Which request is made when. Sans-IO: told the time and what has come, it says what is to be done.
///
/// 0: plain, and as soon as that is on its way as a browser. At a third of the time plain once more, if the browser's
/// seems to be late. At two thirds to resume, if there were ids.
package struct RequestPlan: Sendable {
  package enum Action: Equatable, Sendable {
    case start(RequestKind, lastEventID: [UInt8])
    case stop(RequestKind)
    /// Nothing more is to be learnt.
    case end
  }

  /// How long all of it takes.
  package let duration: Duration
  private let began: Moment
  private let wantsBrowser: Bool
  private let wantsResume: Bool
  private var started: Set<RequestKind> = [.plain]
  private var stopped: Set<RequestKind> = []

  /// The last request asks to go on from the fifth newest event: four are expected before any new one.
  package static let eventsBack = 4
  /// Ids that the last request waits for.
  package static let resumedEvents = 8
  /// How long the last two requests may take, at most.
  private static let longestPatience = Duration.seconds(5)
  /// A plain request that ends so soon after the browser's came was ended by it.
  package static let exclusion = Duration.seconds(1)

  /// - Parameters:
  ///   - isSafe: GET without a body, which costs nothing to ask again.
  ///   - isCoded: whether the request as given accepts codings already.
  package init(_ probing: Probing, isSafe: Bool, isCoded: Bool, duration: Duration, at now: Moment) {
    (self.duration, began) = (duration, now)
    wantsBrowser = !isCoded && (isSafe ? probing != .none : probing == .always)
    wantsResume = isSafe && probing != .none
  }

  /// What is to be done now.
  package mutating func next(_ requests: [ExaminedRequest], at now: Moment) -> [Action] {
    guard let plain = requests.first(where: { $0.kind == .plain }) else { return [] }
    if plain.end != nil || now - began >= duration { return [.end] }
    var actions: [Action] = []
    func request(_ kind: RequestKind) -> ExaminedRequest? { requests.first { $0.kind == kind } }
    if wantsBrowser, !started.contains(.browser), plain.isOnItsWay {
      actions.append(start(.browser))
    }
    let browser = request(.browser)
    if let browser, !stopped.contains(.browser), plain.isExcluded(by: browser) {
      actions.append(stop(.browser))
    }
    if let browser, !stopped.contains(.browser), !started.contains(.again), now - began >= duration / 3,
      now - began < duration * 2 / 3, wantsResume, browser.seemsLate(behind: plain, at: now)
    {
      actions.append(start(.again))
    }
    if let again = request(.again), !stopped.contains(.again),
      again.end != nil || now - again.startedAt >= patience || again.arrivals.count >= 3
    {
      actions.append(stop(.again))
    }
    if wantsResume, !started.contains(.resume), now - began >= duration * 2 / 3, let id = plain.resumableID {
      actions.append(start(.resume, id))
    }
    if let resume = request(.resume), !stopped.contains(.resume),
      resume.end != nil || now - resume.startedAt >= patience || resume.arrivals.count >= Self.resumedEvents
    {
      actions.append(stop(.resume))
    }
    return actions
  }

  private var patience: Duration { min(Self.longestPatience, duration / 4) }

  private mutating func start(_ kind: RequestKind, _ id: [UInt8] = []) -> Action {
    started.insert(kind)
    return .start(kind, lastEventID: id)
  }

  private mutating func stop(_ kind: RequestKind) -> Action {
    stopped.insert(kind)
    return .stop(kind)
  }
}

extension ExaminedRequest {
  fileprivate var isOnItsWay: Bool { wasOpen || source.attempts.contains { $0.askedAt != nil } }

  /// Whether it was open and ended within a second of another request's start: one stream a client, it seems.
  func isExcluded(by other: ExaminedRequest) -> Bool {
    source.attempts.contains { attempt in
      guard let opened = attempt.openedAt, let end = attempt.end?.at else { return false }
      return opened <= other.askedAt + RequestPlan.exclusion && end >= other.startedAt
        && end <= other.askedAt + RequestPlan.exclusion
    }
  }

  /// Whether nothing has come of it where another one brings something.
  func seemsLate(behind plain: ExaminedRequest, at now: Moment) -> Bool {
    guard end == nil, let wait = plain.headWait else { return false }
    if headWait == nil { return now - askedAt >= wait + .seconds(1) }
    return arrivals.count == 0 && plain.hasHadThreeEvents(until: now, since: .seconds(1))
  }

  /// Whether three events had come for so long.
  func hasHadThreeEvents(until now: Moment, since age: Duration) -> Bool {
    arrivals.first.count >= 3 && now - arrivals.first[2].at >= age
  }

  /// The id of the fifth newest event, if those after it have ids too, each one of its own.
  var resumableID: [UInt8]? {
    let newest = arrivals.newest.suffix(RequestPlan.eventsBack + 1)
    let ids = Set(newest.compactMap(\.event.id))
    // What came before with the same id may rightly come after it again.
    let seen = (arrivals.first + arrivals.newest.map(\.event)).filter { $0.at < newest.first?.event.at ?? .start }
    guard newest.count == RequestPlan.eventsBack + 1, newest.allSatisfy({ !$0.id.isEmpty }),
      ids.count == newest.count, !seen.contains(where: { $0.id.map(ids.contains) ?? false })
    else { return nil }
    return newest.first?.id
  }
}
