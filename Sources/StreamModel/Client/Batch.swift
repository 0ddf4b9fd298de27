/// One chunk of the wire and what it completed.
public struct Batch: Equatable, Sendable {
  /// The bytes as they came, to be kept after those of the batch before.
  public var bytes: [UInt8]
  /// Their events, comments and losses; `at`, `source` and `type` are still to be filled in.
  public var records: [Record]
  /// When the chunk was taken from the network.
  public var at: Moment
  /// The wire offset from which the parser still needs the bytes.
  public var pendingOffset: UInt64
  /// The last event ID string after this chunk.
  public var lastEventID: [UInt8]
  /// The reconnection time in force after this chunk.
  public var reconnectionTime: Duration
  /// What the stream has said in vain since its beginning.
  public var ignored = Ignored()
  /// How the bytes are to be read.
  public var format = BodyFormat.eventStream
  /// Whether this program was not ready to read before it, so that when it came says little.
  public var mayHaveWaited = false
  /// Where the connection stood in its packets when the pause before it ended; `nil` where that is not known.
  package var position: PacketPosition?
  /// Whether it lies before what is to be shown: it is kept for what refers to it, and not counted.
  public var isCut = false

  public init(
    bytes: [UInt8], records: [Record], at now: Moment, pendingOffset: UInt64, lastEventID: [UInt8],
    reconnectionTime: Duration
  ) {
    self.bytes = bytes
    self.records = records
    self.at = now
    self.pendingOffset = pendingOffset
    self.lastEventID = lastEventID
    self.reconnectionTime = reconnectionTime
  }
}
