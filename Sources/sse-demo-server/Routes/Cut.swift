import NIOCore

/// Connections that something on the way ends by its clock: after a silence, or at an age.
struct Cut: Route {
  let path = "/cut"
  let crossOrigin = CrossOrigin.anyone
  let summary = "ends ?idle= seconds after the last byte, each time at another age, or ?life= seconds after it began"
  let options =
    [
      RouteOption("idle", "seconds of silence until the end, 4 unless life is given"),
      RouteOption("life", "seconds from the head to the end; without idle an event comes each ?interval= until then"),
      RouteOption("after", "how many events come before the silence; without it, another number each time"),
      RouteOption("lost", "how many ids are left out when a client comes back, 0 by default"),
      RouteOption("retry", "the reconnection time in milliseconds, 1000 by default"),
    ] + PaceOptions.options.filter { $0.name != "count" }

  /// In seconds. Also bounds how many events can come before a silence.
  private static let times = 0.1...86_400.0

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let query = request.query
    let life = try query.seconds("life", in: Self.times)
    let idle = try query.seconds("idle", in: Self.times) ?? (life == nil ? .seconds(4) : nil)
    let after = query["after"] == nil ? nil : try query.integer("after", in: 0...1_000_000, default: 0)
    let lost = try query.integer("lost", in: 0...1_000_000, default: 0)
    let retry = try query.integer("retry", in: 0...3_600_000, default: 1000)
    let course = try PaceOptions(request, interval: 1)
    let last = request.lastNumber ?? 0
    let skipped = request.lastNumber == nil ? 0 : lost

    let limit: Int
    if let after {
      limit = after
    } else if let idle {
      limit = Self.eventsBeforeSilence(after: last, of: idle, interval: course.interval)
    } else {
      limit = .max
    }
    let isEndedByAge = idle == nil
    return .stream { stream in
      stream.send(.reconnectionTime(retry))
      if let life { stream.after(life) { stream.endWithConnection() } }
      var sent = 0
      func endAfterSilence() {
        if let idle { stream.after(idle) { stream.endWithConnection() } }
      }
      func goOn() {
        guard sent < limit else { return }
        let place = sent + skipped
        stream.send(course.event(place, "event \(course.name(place))"))
        sent += 1
        if sent == limit { endAfterSilence() }
      }
      if limit == 0 { endAfterSilence() }
      let wait = isEndedByAge ? Self.firstWait(after: last, life: life, interval: course.interval) : .zero
      stream.after(wait) {
        goOn()
        stream.every(course.interval, goOn)
      }
    }
  }

  /// How many events come before the silence: a fourth, the whole and the half of its length in turn, and one more.
  ///
  /// So the ages at the end differ, and show that it is the silence that counts. The turn is read off the last event
  /// ID, as a client may have several connections.
  static func eventsBeforeSilence(after last: Int, of idle: TimeAmount, interval: TimeAmount) -> Int {
    let ratio = Double(idle.nanoseconds) / Double(max(1, interval.nanoseconds))
    let counts = [0.25, 1, 0.5].map { 1 + Int((ratio * $0).rounded(.up)) }
    var place = last % counts.reduce(0, +)
    for count in counts {
      if place < count { return count - place }
      place -= count
    }
    return counts[0]
  }

  /// How long the first event waits: a fourth, a half and three fourths of the interval in turn.
  ///
  /// So the silences before the end differ, and show that it is the age that counts.
  static func firstWait(after last: Int, life: TimeAmount?, interval: TimeAmount) -> TimeAmount {
    let step = max(1, interval.nanoseconds)
    let eventsInLife = max(1, Int((life?.nanoseconds ?? 0) / step))
    return .nanoseconds(step / 4 * Int64(1 + last / eventsInLife % 3))
  }
}
