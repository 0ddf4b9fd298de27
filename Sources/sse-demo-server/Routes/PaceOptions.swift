import NIOCore

/// What a client may choose of nearly every scenario: how fast, how many, of which type, with which ids.
struct PaceOptions {
  static let options = [
    RouteOption("interval", "seconds between events"),
    RouteOption("count", "how many events until the stream ends; 0: without end"),
    RouteOption("type", "the type of the events"),
    RouteOption("id", "the first id, from which the ids count on; none: no ids"),
  ]

  let interval: TimeAmount
  /// 0 for a stream without end.
  let count: Int
  private let type: String?
  private let firstID: Int?

  /// Ids go on after the client's last event ID, if it is a number, unless the stream does not resume.
  init(
    _ request: Request, interval: Double, count: Int = 0, firstID: Int = 1, resumes: Bool = true
  ) throws(BadQuery) {
    let query = request.query
    self.interval = try query.interval(default: interval)
    self.count = try query.integer("count", in: 0...1_000_000_000, default: count)
    type = query["type"]
    if query["id"] == "none" {
      self.firstID = nil
    } else {
      let first = try query.integer("id", in: 0...Int.max / 4, default: firstID)
      self.firstID = (resumes ? request.lastNumber : nil).map { $0 + 1 } ?? first
    }
  }

  /// The id of an event, counted from 0.
  func id(_ number: Int) -> String? {
    firstID.map { String($0 + number) }
  }

  /// What the events are counted from: the first one's id, 1 if there are no ids.
  var firstNumber: Int { max(firstID ?? 1, 1) }

  /// What tells an event from the others: its id, or its place if there are no ids.
  ///
  /// By the id, so that an event has the same data whichever connection brings it.
  func name(_ number: Int) -> String {
    id(number) ?? String(number + 1)
  }

  /// An event by its number, counted from 0, and the type it has unless the client chose one.
  func event(_ number: Int, type: String? = nil, _ data: String) -> Event {
    Event(id: id(number), type: self.type ?? type, data: data)
  }
}

extension ClientStream {
  /// Sends a piece at once and one after each interval, until there are as many as wanted, or no more.
  func follow(_ course: PaceOptions, _ next: @escaping (Int) -> ByteBuffer?) {
    var sent = 0
    func goOn() {
      guard let piece = next(sent) else {
        end()
        return
      }
      send(piece)
      sent += 1
      if sent == course.count { end() }
    }
    goOn()
    every(course.interval, goOn)
  }
}
