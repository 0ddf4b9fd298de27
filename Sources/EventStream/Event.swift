internal import StreamModel
internal import Text

extension EventStream {
  /// An event as it was dispatched (HTML standard, 9.2.6 "Interpreting an event stream").
  ///
  /// Text is made when it is asked for. So an event holds on to the piece of the stream in which it came, mostly less
  /// than 128 KiB and never more than 1 MiB and the event itself: to keep many events for long, keep ``detached()`` ones,
  /// or their text.
  public struct Event: Sendable {
    let piece: Piece
    let index: Int

    init(piece: Piece, index: Int) { (self.piece, self.index) = (piece, index) }

    /// The event's type, `message` if it names none.
    public var type: String {
      let record = piece.records[index]
      return record.typeLength == 0 ? "message" : text { piece.withType(of: record, $0) }
    }

    /// The data: the values of its `data` lines, joined by LF. Bytes that are not UTF-8 become U+FFFD (HTML standard,
    /// 9.2.5 "Parsing an event stream").
    public var data: String { text { piece.withData(of: piece.records[index], $0) } }

    /// The data in bytes, as they came; for decoders that want UTF-8, as of JSON.
    public var dataBytes: [UInt8] { bytes { piece.withData(of: piece.records[index], $0) } }

    /// The last event ID string at the time of the event: its own, or that of an earlier event; empty if there was none.
    public var lastEventID: String { text { piece.withID(of: piece.records[index], $0) } }

    /// Makes an event by hand, as for a test.
    ///
    /// - Parameters:
    ///   - type: empty counts as `message`.
    ///   - data: with LF between its lines.
    ///   - lastEventID: empty for none.
    public init(type: String = "message", data: String, lastEventID: String = "") {
      self.init(type: Array(type.utf8), data: Array(data.utf8), id: Array(lastEventID.utf8))
    }

    private init(type: [UInt8], data: [UInt8], id: [UInt8]) {
      var record = Record(kind: .event, offset: 0)
      record.typeLength = UInt32(clamping: type.count)
      record.dataStart = record.typeLength
      record.dataLength = UInt32(clamping: data.count)
      record.idOffset = UInt64(type.count + data.count)
      record.idLength = UInt32(clamping: id.count)
      record.length = UInt32(clamping: type.count + data.count + id.count)
      piece = Piece(bytes: type + data + id, start: 0, records: [record], carriedID: [])
      index = 0
    }

    /// The same event with bytes of its own, for keeping.
    public func detached() -> Event {
      let record = piece.records[index]
      return Event(
        type: bytes { piece.withType(of: record, $0) }, data: dataBytes, id: bytes { piece.withID(of: record, $0) })
    }

    private func text(_ lend: ((UnsafeRawBufferPointer) -> String) -> String) -> String {
      lend { String(decoding: $0, as: UTF8.self) }
    }

    private func bytes(_ lend: ((UnsafeRawBufferPointer) -> [UInt8]) -> [UInt8]) -> [UInt8] { lend { Array($0) } }
  }
}

extension EventStream.Event: Hashable {
  /// Whether type, data and last event ID are the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.type == right.type && left.data == right.data && left.lastEventID == right.lastEventID
  }

  /// Feeds type, data and last event ID into a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(data)
    hasher.combine(lastEventID)
  }
}

extension EventStream.Event: CustomStringConvertible {
  /// Type, data and last event ID on one line, cleaned of control characters, as for a terminal.
  public var description: String {
    let id = lastEventID
    return CleanText.cleaned("\(type): \(data)" + (id.isEmpty ? "" : " (\(id))"), glyphs: .unicode)
  }
}
