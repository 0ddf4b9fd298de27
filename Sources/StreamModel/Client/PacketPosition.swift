/// Where a connection stood in its packets when a pause ended, as the kernel counts them.
package struct PacketPosition: Equatable, Sendable {
  /// Bytes that had been read by then: all that came over the connection, encryption and framing counted.
  package var bytes: UInt64
  /// How long a full packet is, in bytes.
  package var segment: Int

  package init(bytes: UInt64, segment: Int) { (self.bytes, self.segment) = (bytes, segment) }

  /// Whether what came since another pause was full packets and nothing else: so a sender is cut off by its link, that
  /// had more to send. What an application or a buffer writes ends in a packet that is not full.
  package func isWholePackets(since other: PacketPosition) -> Bool {
    guard segment > 0, bytes > other.bytes else { return false }
    return (bytes - other.bytes).isMultiple(of: UInt64(segment))
  }
}
