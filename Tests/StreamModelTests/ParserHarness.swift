import StreamModel

/// An event as the standard dispatches it.
struct Dispatched: Equatable, Codable, CustomStringConvertible {
  var type: String
  var data: String
  var lastEventID: String

  init(_ data: String, type: String = "message", id: String = "") {
    (self.type, self.data, lastEventID) = (type, data, id)
  }

  var description: String { "\(type)=\(data.debugDescription) id=\(lastEventID.debugDescription)" }
}

/// Everything that a parser made of a stream, read back through the log as a user would see it.
struct Outcome: Equatable {
  var events: [Dispatched] = []
  var comments: [String] = []
  var overlong = 0
  var retry: Int?
  var lastEventID = ""
}

/// Parses `chunks` as one connection's body, then the end of the body.
func parse(_ chunks: [[UInt8]], limits: EventParser.Limits = .init()) -> Outcome {
  parse(connections: [chunks], limits: limits)
}

func parse(_ text: String, limits: EventParser.Limits = .init()) -> Outcome {
  parse([Array(text.utf8)], limits: limits)
}

/// Parses several connections of one source, one after the other.
func parse(
  connections: [[[UInt8]]], limits: EventParser.Limits = .init(), isFirstLine: Bool = true
) -> Outcome {
  var parser = EventParser(limits: limits)
  var state = StreamState(urls: ["test"], byteLimit: .max)
  for chunks in connections {
    parser.reconnect(isFirstLine: isFirstLine)
    for chunk in chunks {
      var records: [Record] = []
      parser.push(chunk, into: &records)
      state.apply(.batch(batch(chunk, records, parser)), source: 0)
    }
  }
  parser.reconnect()
  var outcome = Outcome(retry: parser.reconnectionTime, lastEventID: text(parser.lastEventID))
  for position in state.log.positions {
    let record = state.log[position]
    switch record.kind {
    case .event:
      let type = state.types.rows[Int(record.type)].name
      outcome.events.append(
        Dispatched(text(state.log.data(record)), type: type, id: text(state.log.id(record))))
    case .comment: outcome.comments.append(text(state.log.data(record)))
    case .overlong: outcome.overlong += 1
    case .notice: break
    }
  }
  return outcome
}

func batch(_ bytes: [UInt8], _ records: [Record], _ parser: EventParser, at now: Moment = .start) -> Batch {
  Batch(
    bytes: bytes, records: records, at: now, pendingOffset: parser.pendingOffset, lastEventID: parser.lastEventID,
    reconnectionTime: .seconds(3))
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Every way to cut the bytes in two, then one byte at a time.
func everyCut(of bytes: [UInt8]) -> [[[UInt8]]] {
  (0...bytes.count).map { [Array(bytes[..<$0]), Array(bytes[$0...])] } + [bytes.map { [$0] }]
}

extension [UInt8] {
  init?(hex: String) {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
