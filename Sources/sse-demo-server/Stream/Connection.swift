import NIOCore

/// What holds for every connection.
enum Connection {
  /// How many bytes may wait for a client beyond what its socket holds.
  static let pendingLimit = 1 << 20

  /// Gives up a client for which more than that waits, so that it costs nothing more.
  static func drop(_ channel: any Channel, at path: String, log: any Log) {
    // Requests that were read with this one are still answered on the way out, to nobody.
    guard channel.isActive else { return }
    let client = channel.remoteAddress?.hostAndPort ?? "a client"
    let path = JSONText.quoted(path.prefix(80)).dropFirst().dropLast()
    log.say("\(path): dropped \(client): it does not read, and more than \(pendingLimit) bytes wait for it")
    channel.close(promise: nil)
  }
}

extension SocketAddress {
  /// The address as it stands in a URL.
  var hostAndPort: String { port.map { "\(hostInURL):\($0)" } ?? description }

  /// The same without the port.
  var hostInURL: String {
    guard let ipAddress else { return description }
    return ipAddress.contains(":") ? "[\(ipAddress)]" : ipAddress
  }
}
