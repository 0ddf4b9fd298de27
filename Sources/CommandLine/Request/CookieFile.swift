import EventOutput
import Text

/// Reads files of cookies as `-b` takes them: in Netscape's format, or with lines of `Set-Cookie:`.
enum CookieFile {
  /// The lines that may be cookies; what each means, for whom and until when, is libcurl's to say. None without a path.
  ///
  /// - Throws: without the word, which may be a cookie that was written wrongly.
  static func lines(of path: String, in environment: Environment) throws(UsageError) -> [[UInt8]] {
    if path.isEmpty { return [] }
    let bytes: [UInt8]
    do { bytes = try path == "-" ? environment.readInput() : environment.readFile(path) } catch {
      throw UsageError(
        "--cookie takes 'NAME=VALUE' or a file of cookies, and that file cannot be read: \(error.sentence).",
        status: ExitCode.readError)
    }
    return bytes.split(whereSeparator: \.isLineEnd).compactMap(cookie)
  }

  /// The values of cookies, which must not be shown.
  static func values(in lines: [[UInt8]]) -> [[UInt8]] {
    lines.compactMap { line in
      if isHeader(line[...]) {
        let pair = line.dropFirst(header.count).prefix { $0 != UInt8(ascii: ";") }
        return pair.firstIndex(of: UInt8(ascii: "=")).map { Array(pair[pair.index(after: $0)...]) }
      }
      return line.split(separator: tab, maxSplits: 6, omittingEmptySubsequences: false).dropFirst(6).first.map(
        Array.init)
    }
  }

  private static let header = Array("set-cookie:".utf8)
  private static let tab = UInt8(ascii: "\t")

  /// - Returns: `nil` for a comment, and for words that libcurl would take for commands, such as `ALL`.
  private static func cookie(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    if isHeader(line) { return Array(line) }
    let text = line.drop { $0 == UInt8(ascii: " ") || $0 == tab }
    let isComment = text.first == UInt8(ascii: "#") && !text.starts(with: "#HttpOnly_".utf8)
    return isComment || !text.contains(tab) || isHeader(text) ? nil : Array(text)
  }

  private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.count >= header.count && zip(line, header).allSatisfy { ($0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0)) == $1 }
  }
}
