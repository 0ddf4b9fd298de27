/// Where something that arrived lies in its source's wire: offsets, no bytes. The log is the wire.
///
/// 56 bytes, and the log keeps 16 of like ones. Lengths are 32 bits, which is what bounds `EventParser.Limits`.
public struct Record: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// A dispatched event.
    case event
    /// A line that begins with a colon.
    case comment
    /// A line or event over its limit, dropped; `length` is how much of it had arrived when it was given up.
    case overlong
    /// A change of a connection's state; `offset` is its number among the notices.
    case notice
  }

  public var kind: Kind
  private var flags = Flags()
  /// Which source it came from.
  public var source: UInt16 = 0
  /// The index of its event type in the type table.
  public var type: UInt32 = 0
  /// When its last byte was taken from the network.
  public var at = Moment.start
  /// Offset of its first byte in the source's wire; an event begins with its first field, not at a comment before it.
  public var offset: UInt64
  /// Bytes up to and with the line end of its last line; of a CRLF only the CR counts, because the LF may come late.
  public var length: UInt32 = 0
  /// The first `data` value, or a comment's text, from `offset` on.
  public var dataStart: UInt32 = 0
  /// Bytes of the data as dispatched (lines joined by LF), or of a comment's text.
  public var dataLength: UInt32 = 0
  /// The last `event` value, from `offset` on.
  public var typeStart: UInt32 = 0
  /// Bytes of the event type; 0 if it is the default, `message`.
  public var typeLength: UInt32 = 0
  /// Bytes of the last event ID string at the time of dispatch.
  public var idLength: UInt32 = 0
  /// Where that ID was set, in the source's wire; before `offset` if an earlier event set it.
  public var idOffset: UInt64 = 0

  /// The `idOffset` of an ID that the stream did not set: the one that it was asked to resume from.
  static let initialIDOffset = UInt64.max

  public init(kind: Kind, offset: UInt64) {
    self.kind = kind
    self.offset = offset
  }

  /// The wire offset after the record's last byte.
  public var end: UInt64 { offset + UInt64(length) }

  /// Whether the data is several `data` lines, to be joined by LF.
  public internal(set) var isJoined: Bool {
    get { flags.contains(.joined) }
    set { if newValue { flags.insert(.joined) } else { flags.remove(.joined) } }
  }

  /// Whether a younger record may need bytes that lie before this one's end.
  ///
  /// Records come in the order in which they are completed: a comment inside an event comes before that event.
  var isEnclosed: Bool {
    get { flags.contains(.enclosed) }
    set { if newValue { flags.insert(.enclosed) } else { flags.remove(.enclosed) } }
  }

  /// One byte, so that a record stays at 56.
  private struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let joined = Flags(rawValue: 1)
    static let enclosed = Flags(rawValue: 2)
  }
}
