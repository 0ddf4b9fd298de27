internal import CLinux
internal import StreamModel

extension PacketPosition {
  /// Asks the kernel; `nil` for what is no TCP connection.
  init?(of socket: Int32) {
    var packets = linux_packets()
    guard linux_packets(socket, &packets) == 0 else { return nil }
    self.init(
      bytes: packets.read,
      segment: Self.segment(
        received: Int(packets.received), sent: Int(packets.sent), announced: Int(packets.announced)))
  }

  /// How long a full packet is.
  ///
  /// The longest that came is one if it is as long as either side allows, less the options of a head, or as long as
  /// packets are where a link between has less room. Any other length is one that the other side likes to write.
  ///
  /// - Parameters:
  ///   - received: the longest packet that came of late.
  ///   - sent: the longest that this side may send.
  ///   - announced: the longest that this side takes.
  static func segment(received: Int, sent: Int, announced: Int) -> Int {
    // Beyond every link's length it is a machine's own window that bounds what is sent, and what is longer was written so.
    let slack = received <= longestOfLinks ? longestOptions : 0
    let isFull = received >= announced - longestOptions || (-longestOptions...slack).contains(received - sent)
    return isFull || narrow.contains(received) ? received : min(sent, announced)
  }

  private static let longestOptions = 40
  /// Of Ethernet's jumbo frames.
  private static let longestOfLinks = 9216
  /// From IPv6's least, with options, to that of Ethernet.
  private static let narrow = 1200...1460
}
