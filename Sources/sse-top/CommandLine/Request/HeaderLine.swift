import CurlTransport

/// Reads headers as `-H` takes them.
nonisolated enum HeaderLine {
  /// The headers of one `-H`: one, or those of the file that `@FILE` names.
  static func headers(_ word: String, in surroundings: Surroundings) throws(UsageError) -> [CurlRequest.Header] {
    guard word.hasPrefix("@") else { return [try header(word[...], at: "")] }
    let path = String(word.dropFirst())
    let text = String(decoding: try surroundings.contents(of: path, for: "--header"), as: UTF8.self)
    var headers: [CurlRequest.Header] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    where !line.isEmpty {
      headers.append(try header(line, at: " (line \(index + 1) of \(path == "-" ? "standard input" : path))"))
    }
    return headers
  }

  /// The name that a `-H` is about, in small letters; `nil` for a file.
  static func name(in word: String) -> String? {
    word.hasPrefix("@") ? nil : word.prefix { $0 != ":" && $0 != ";" }.lowercased()
  }

  private static func header(_ line: Substring, at place: String) throws(UsageError) -> CurlRequest.Header {
    if let colon = line.firstIndex(of: ":"), isName(line[..<colon]) {
      let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
      return .init(name: String(line[..<colon]), value: value.isEmpty ? nil : String(value))
    }
    if let semicolon = line.firstIndex(of: ";"), isName(line[..<semicolon]),
      line[semicolon...].dropFirst().allSatisfy(\.isWhitespace)
    {
      return .init(name: String(line[..<semicolon]), value: "")
    }
    // The line itself may hold a secret.
    throw UsageError("A header\(place) is not 'Name: value', 'Name:' or 'Name;'.")
  }

  /// A token (RFC 9110, 5.6.2).
  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
