internal import CCurl
internal import Glibc
public import StreamModel

/// What of a request can be judged before anything is connected to.
extension CurlRequest {
  /// - Throws: what is wrong with a URL that is to be asked.
  public static func check(url: String) throws(Disconnection) {
    _ = try WebURL(checking: url)
  }
}

extension CurlRequest.Route {
  /// The most bytes that the path of a Unix socket can have: the system wants a NUL after them.
  public static let socketPathLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// Whether libcurl can read a proxy, which may lack its scheme; an empty one is none.
  public static func isProxy(_ text: String) -> Bool {
    if text.isEmpty { return true }
    guard !text.utf8.contains(0), let handle = curl_url() else { return false }
    defer { curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME)
    guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else { return false }
    var bytes: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, CURLUPART_SCHEME, &bytes, 0) == CURLUE_OK, let bytes else { return false }
    defer { curl_free(bytes) }
    // A scheme that is missing is guessed from the host's name, `ftp.example.org` being ftp: libcurl takes http.
    return !text.contains("://")
      || ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(String(cString: bytes).lowercased())
  }

  /// Whether a text is `HOST:PORT:ADDRESS[,ADDRESS]…`, perhaps after a `+`, or `-HOST:PORT`.
  public static func isResolve(_ text: String) -> Bool {
    let isRemoval = text.hasPrefix("-")
    let parts = fields(isRemoval || text.hasPrefix("+") ? text.dropFirst() : text[...], limit: 3)
    guard parts.count == (isRemoval ? 2 : 3), !parts[0].isEmpty, isPort(parts[1]) else { return false }
    return isRemoval || parts[2].split(separator: ",", omittingEmptySubsequences: false).allSatisfy(isAddress)
  }

  /// Whether a text is `HOST:PORT:HOST:PORT`, where each may be empty and the last left out.
  public static func isConnectTo(_ text: String) -> Bool {
    let parts = fields(text[...], limit: .max)
    return (3...4).contains(parts.count)
      && [1, 3].allSatisfy { index in
        index >= parts.count || parts[index].isEmpty || isPort(parts[index])
      }
  }

  /// What colons part, but for those in brackets; the last of `limit` fields holds the rest.
  private static func fields(_ text: Substring, limit: Int) -> [Substring] {
    var fields: [Substring] = []
    var start = text.startIndex
    var isBracketed = false
    for index in text.indices where fields.count + 1 < limit {
      switch text[index] {
      case "[": isBracketed = true
      case "]": isBracketed = false
      case ":" where !isBracketed:
        fields.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return text.utf8.contains(0) || isBracketed ? [] : fields + [text[start...]]
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16(text) != nil
  }

  private static func isAddress(_ text: Substring) -> Bool {
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]") && text.count > 2
    // An IPv6 address may name its interface after a `%`.
    let address = String((isBracketed ? text.dropFirst().dropLast() : text).prefix { $0 != "%" })
    var bytes = in6_addr()
    return inet_pton(AF_INET6, address, &bytes) == 1 || !isBracketed && inet_pton(AF_INET, address, &bytes) == 1
  }
}
