import NIOCore
import NIOHTTP1

/// The same events for everybody, numbered by the server's clock: two streams of it can be compared, and one of them be
/// made worse.
struct Twin: Route {
  let path = "/twin"
  let crossOrigin = CrossOrigin.anyone
  let summary = "the same events for everybody, by the clock; one held, late, with gaps or changed to compare it with"
  let options = [
    RouteOption("held", "holds events back until so many bytes have gathered; 4096 as nginx does"),
    RouteOption("late", "seconds by which the events come later"),
    RouteOption("drop", "every Nth event is left out"),
    RouteOption("change", "every Nth event has other data"),
    RouteOption("life", "seconds from the head to the end"),
    RouteOption("interval", "seconds between events, 0.05 by default"),
    RouteOption("size", "bytes of the data of each event, 180 by default"),
  ]

  /// Events that a client gets which comes back.
  private static let longestReplay = 1000
  private static let longestBlock = 1 << 18

  private let start: NIODeadline

  init(_ environment: Environment) { start = environment.eventLoop.now }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let query = request.query
    let length =
      query["held"] == nil ? nil : try query.integer("held", in: 256...Self.longestBlock, default: 4096)
    let late = TimeAmount.nanoseconds(Int64(try query.number("late", in: 0...3600, default: 0) * 1e9))
    let drop = try query.integer("drop", in: 0...1_000_000_000, default: 0)
    let change = try query.integer("change", in: 0...1_000_000_000, default: 0)
    let life = try query.number("life", in: 0...86_400, default: 0)
    let interval = try query.interval(default: 0.05)
    let size = try query.integer("size", in: 1...4096, default: 180)
    let (headers, delivery): (HTTPHeaders, HeadDelivery) =
      length == nil ? ([:], .atOnce) : (["Server": "nginx"], .withFirstBytes)
    return .stream(headers, head: delivery) { stream in
      var buffer = length.map { BlockBuffer(length: $0) }
      if life > 0 { stream.after(.nanoseconds(Int64(life * 1e9))) { stream.endWithConnection() } }
      func newest() -> Int {
        Int((Double((stream.eventLoop.now - start - late).nanoseconds) / Double(interval.nanoseconds)).rounded(.down))
      }
      var next = newest() + 1
      if let last = request.lastNumber, last < next { next = max(last + 1, next - Self.longestReplay) }
      func goOn() {
        let end = newest()
        while next <= end {
          defer { next += 1 }
          guard next > 0, drop == 0 || next % drop > 0 else { continue }
          let bytes = Self.event(next, isChanged: change > 0 && next % change == 0, size: size)
          if buffer == nil { stream.send(bytes) } else { for block in buffer?.add(bytes) ?? [] { stream.send(block) } }
        }
      }
      // On the clock's ticks, so that what one client gets at a moment another one gets too.
      var tick: Scheduled<Void>?
      func schedule() {
        let next = start + late + .nanoseconds((Int64(newest()) + 1) * interval.nanoseconds)
        tick = stream.eventLoop.assumeIsolated().scheduleTask(deadline: max(next, stream.eventLoop.now)) {
          goOn()
          schedule()
        }
      }
      goOn()
      schedule()
      stream.ended.assumeIsolated().whenComplete { _ in tick?.cancel() }
    }
  }

  private static func event(_ number: Int, isChanged: Bool, size: Int) -> ByteBuffer {
    let order = 1000 + number / 4
    let head = #"{"order":\#(order),"status":"\#(Orders.kinds[number % 4])","#
    let tail = #""total":\#(isChanged ? order * 2 : order),"note":""#
    let filling = String(repeating: "the same for everybody, ", count: size / 24 + 1)
    let data = head + tail + filling.prefix(max(size - head.utf8.count - tail.utf8.count - 2, 0)) + #""}"#
    return Block.event(Event(id: String(number), data: data)).encoded()
  }
}
