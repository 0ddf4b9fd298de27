internal import StreamModel

/// Puts the header lines that libcurl hands over together to the head of the final response.
struct HeadReader {
  enum Progress: Equatable {
    case more
    /// A head begins; the status tells whether a redirect is to be followed.
    case begins(status: Int)
    /// The end of an interim head: another one follows.
    case interim
    /// The end of a head that leads elsewhere.
    case redirect(location: String)
    /// The end of the final head.
    case final
    /// The head is longer than `byteLimit`.
    case tooLong
    /// The end of a head whose body has no end that can be trusted; with why.
    case invalid(String)
  }

  /// Of one head, in bytes; libcurl's own bound, 300 KiB, is for all heads of a transfer together.
  static let byteLimit = 256 * 1024

  private(set) var head = ResponseHead(status: 0)
  /// Whether a line of the present hop's response was read.
  private(set) var hasBegun = false
  /// Whether the newest head is there to its last line.
  private(set) var isComplete = false
  /// Whether the body was announced as longer than can be counted, so that any end of it is early.
  private(set) var isEndless = false
  /// Whether the request offers to go on in HTTP/2, which 101 would accept.
  private let offersUpgrade: Bool
  private var bytes = 0

  init(offersUpgrade: Bool = false) { self.offersUpgrade = offersUpgrade }

  /// Takes one line with its end.
  mutating func read(_ line: [UInt8]) -> Progress {
    bytes += line.count
    if bytes > Self.byteLimit { return .tooLong }
    let text = line.last == 0x0A ? line.dropLast(line.dropLast().last == 0x0D ? 2 : 1) : line[...]
    if text.starts(with: "HTTP/".utf8), !hasBegun || isComplete { return begin(text) }
    // What follows a complete head is the trailer of a body.
    if isComplete { return .more }
    if text.isEmpty { return end() }
    add(text)
    return .more
  }

  static func isRedirect(_ status: Int) -> Bool {
    // Those of Fetch. libcurl would follow any 3xx with a Location.
    [301, 302, 303, 307, 308].contains(status)
  }

  private mutating func begin(_ line: ArraySlice<UInt8>) -> Progress {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    let status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
    head = ResponseHead(status: status, version: String(decoding: words[0], as: UTF8.self))
    hasBegun = true
    isComplete = false
    return .begins(status: status)
  }

  private mutating func end() -> Progress {
    isComplete = true
    bytes = 0
    if isInterim { return .interim }
    switch ContentLength(head) {
    case .invalid(let why): return .invalid(why)
    case .endless: isEndless = true
    case .none, .bytes: isEndless = false
    }
    // As libcurl: the first of them that is not empty.
    guard Self.isRedirect(head.status), let location = head.values(of: "Location").first(where: { !$0.isEmpty })
    else {
      return .final
    }
    hasBegun = false
    return .redirect(location: location)
  }

  /// Whether another head follows. After 101 comes another protocol, and no head that we asked for but that of HTTP/2.
  private var isInterim: Bool { (100..<200).contains(head.status) && (head.status != 101 || offersUpgrade) }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    func trimmed(_ text: ArraySlice<UInt8>) -> String {
      guard let first = text.firstIndex(where: { !isBlank($0) }),
        let last = text.lastIndex(where: { !isBlank($0) })
      else { return "" }
      return String(decoding: text[first...last], as: UTF8.self)
    }
    // A folded line goes on with the value before it (RFC 9112, 5.2).
    if let first = line.first, isBlank(first), let last = head.headers.indices.last {
      head.headers[last].value += " " + trimmed(line)
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      head.headers.append(
        .init(name: trimmed(line[..<colon]), value: trimmed(line[(colon + 1)...])))
    }
  }
}
