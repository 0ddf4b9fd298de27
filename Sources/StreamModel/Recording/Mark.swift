import Text

/// A comment by which a recording says what an event stream cannot: when, and over which connection.
///
/// On the wire it is a line such as `: sse-top at=12.031 connection=2`, so that any parser passes over it.
public struct Mark: Equatable, Sendable {
  /// Since the recording's beginning, to the millisecond.
  public var at: Duration
  public var content: Content

  public enum Content: Equatable, Sendable {
    /// The head of a file: the time of the calendar, since 1970, at which `at` was zero.
    case start(Duration)
    /// Whose stream it is, without secrets.
    case source(String)
    /// What follows came over this connection; they count from 1.
    case time(connection: Int)
    /// A connection was opened. The status is 0 where there was no response.
    case open(connection: Int, status: Int, version: String)
    /// A connection ended or could not be made; with curl's number for the cause, and the wait before the next try if
    /// there was to be one.
    case end(code: Int, attempt: Int, wait: Duration?, reason: String)
    /// The next line is the stream's own, although it looks like a mark.
    case literal
    /// A line of an event that was not complete when its connection ended. The mark's line end is the line's.
    case line([UInt8])
    /// The same of the last line, whose end had not come.
    case unfinished([UInt8])
  }

  public init(at: Duration, _ content: Content) {
    self.at = at
    self.content = content
  }

  /// How every mark begins.
  static let beginning = Array(": sse-top at=".utf8)
  /// Bytes of a reason that are kept.
  private static let reasonLimit = 120

  /// The line without its end.
  var text: [UInt8] {
    var text = Self.beginning
    func append(_ word: String) { text += Array(word.utf8) }
    append(Self.seconds(at))
    switch content {
    case .start(let time): append(" start=\(UTCTime.text(time))")
    case .source(let url): append(" source=\(Self.oneLine(url))")
    case .time(let connection): append(" connection=\(connection)")
    case .open(let connection, let status, let version):
      append(" connection=\(connection) open=\(status) \(Self.oneLine(version))")
    case .end(let code, let attempt, let wait, let reason):
      append(" end=\(code) attempt=\(attempt)\(wait.map { " wait=\(Self.seconds($0))" } ?? "") reason=")
      append(String(decoding: Self.oneLine(reason).utf8.prefix(Self.reasonLimit), as: UTF8.self))
    case .literal: append(" literal")
    case .line(let bytes):
      append(" line=")
      text += bytes
    case .unfinished(let bytes):
      append(" unfinished=")
      text += bytes
    }
    return text
  }

  /// - Parameter line: without its end.
  /// - Returns: `nil` if the line is no mark.
  init?(_ line: some BidirectionalCollection<UInt8>) {
    guard line.starts(with: Self.beginning) else { return nil }
    let rest = line.dropFirst(Self.beginning.count)
    let time = rest.prefix { $0 != 0x20 }
    guard let at = Self.duration(time) else { return nil }
    self.at = at
    let words = rest.dropFirst(time.count + 1)
    let name = words.prefix { $0 != 0x20 && $0 != UInt8(ascii: "=") }
    let value = words.dropFirst(name.count + 1)
    switch String(decoding: name, as: UTF8.self) {
    case "start":
      guard let time = UTCTime.time(String(decoding: value, as: UTF8.self)) else { return nil }
      content = .start(time)
    case "source": content = .source(String(decoding: value, as: UTF8.self))
    case "line": content = .line(Array(value))
    case "unfinished": content = .unfinished(Array(value))
    case "literal": content = .literal
    case "connection":
      guard let content = Self.connection(String(decoding: value.prefix(200), as: UTF8.self)) else { return nil }
      self.content = content
    case "end": content = Self.end(String(decoding: value.prefix(300), as: UTF8.self))
    // A time alone, as somebody may have written it by hand.
    case "": content = .time(connection: 1)
    default: return nil
    }
  }

  private static func connection(_ value: String) -> Content? {
    let words = value.split(separator: " ", maxSplits: 2)
    guard let number = words.first.flatMap({ Int($0) }), number >= 0 else { return nil }
    guard words.count > 1, words[1].hasPrefix("open=") else { return .time(connection: number) }
    let status = Int(words[1].dropFirst(5)) ?? 0
    return .open(connection: number, status: status, version: words.count > 2 ? String(words[2]) : "")
  }

  private static func end(_ value: String) -> Content {
    let parts = value.split(separator: " ", maxSplits: 1)
    var (attempt, wait, reason) = (1, Duration?.none, "")
    var rest = parts.count > 1 ? parts[1] : ""
    while !rest.isEmpty {
      if rest.hasPrefix("reason=") {
        reason = String(rest.dropFirst(7))
        break
      }
      let word = rest.prefix { $0 != " " }
      if word.hasPrefix("attempt=") { attempt = Int(word.dropFirst(8)) ?? 1 }
      if word.hasPrefix("wait=") { wait = duration(word.dropFirst(5).utf8) }
      rest = rest.dropFirst(word.count + 1)
    }
    return .end(
      code: parts.first.flatMap { UInt8($0) }.map(Int.init) ?? 1, attempt: attempt, wait: wait, reason: reason)
  }

  /// `12.031`.
  private static func seconds(_ time: Duration) -> String {
    let milliseconds = max(Moment(time).nanoseconds, 0) / 1_000_000
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  /// Digits, and perhaps a point and more of them; at most a thousand million seconds.
  private static func duration(_ text: some Collection<UInt8>) -> Duration? {
    let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...10).contains(whole.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }),
      let seconds = Int64(String(decoding: whole, as: UTF8.self)), seconds <= 1_000_000_000
    else { return nil }
    guard parts.count == 2 else { return .seconds(seconds) }
    var nanoseconds: Int64 = 0
    var place: Int64 = 100_000_000
    for digit in parts[1].prefix(9) {
      nanoseconds += Int64(digit - 0x30) * place
      place /= 10
    }
    return .seconds(seconds) + .nanoseconds(nanoseconds)
  }

  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
