/// The lines of a request as they may be shown.
public enum RequestMask {
  /// - Parameter lines: the request line, then a line a header.
  public static func shown(_ lines: [String]) -> [String] {
    lines.enumerated().map { $0.offset == 0 ? requestLine($0.element) : header($0.element) }
  }

  /// `GET /path?token=*** HTTP/1.1`
  private static func requestLine(_ line: String) -> String {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 2, let method = words.first, let version = words.last else { return MaskedURL(line).text }
    return "\(method) \(MaskedURL(words.dropFirst().dropLast().joined(separator: " ")).text) \(version)"
  }

  private static func header(_ line: String) -> String {
    guard let colon = line.firstIndex(of: ":") else { return HeaderMask.shown("", line) }
    let value = line[line.index(after: colon)...]
    let blanks = value.prefix { $0 == " " }
    return line[...colon] + blanks + HeaderMask.shown(String(line[..<colon]), String(value.dropFirst(blanks.count)))
  }
}
