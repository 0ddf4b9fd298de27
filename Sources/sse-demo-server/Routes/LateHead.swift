import NIOCore

/// A server that does not flush its head: it goes out with the first event, and until then no client knows that the
/// connection works.
struct LateHead: Route {
  let path = "/late-head"
  let crossOrigin = CrossOrigin.anyone
  let summary = "the head only after ?wait= seconds, with the first event; from then on each event as it comes"
  let options = [RouteOption("wait", "seconds from the request to the head, 4 by default")] + PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let wait = try request.query.seconds("wait", in: 0.001...3600, default: 4)
    let course = try PaceOptions(request, interval: 0.5)
    return .stream(head: .withFirstBytes) { stream in
      stream.after(wait) {
        stream.follow(course) { number in
          Block.event(course.event(number, "event \(course.name(number))")).encoded()
        }
      }
    }
  }
}

extension Query {
  /// A time given in seconds, or what stands for it if it is not given.
  func seconds(_ name: String, in range: ClosedRange<Double>, default missing: Double) throws(BadQuery) -> TimeAmount {
    .nanoseconds(Int64(try number(name, in: range, default: missing) * 1e9))
  }

  /// A time given in seconds, or nil if it is not given.
  func seconds(_ name: String, in range: ClosedRange<Double>) throws(BadQuery) -> TimeAmount? {
    guard self[name] != nil else { return nil }
    return try seconds(name, in: range, default: range.lowerBound)
  }
}
