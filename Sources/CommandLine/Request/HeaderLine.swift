import CurlTransport
import Text

/// Reads headers as `-H` takes them.
enum HeaderLine {
  /// The headers of one `-H`: one, or those of the file that `@FILE` names, `#` lines left out.
  static func headers(_ word: String, in environment: Environment) throws(UsageError) -> [CurlRequest.Header] {
    guard word.unicodeScalars.first == "@" else { return [try header(word.unicodeScalars[...], at: "")] }
    let path = String(word.unicodeScalars.dropFirst())
    let text = String(decoding: try environment.contents(of: path, for: "--header"), as: UTF8.self)
    var headers: [CurlRequest.Header] = []
    for (number, line) in TextLines.numbered(text) where !line.isEmpty && line.first != "#" {
      let file = path == "-" ? "standard input" : Printable.text(path)
      headers.append(try header(line, at: " (line \(number) of \(file))"))
    }
    return headers
  }

  /// The name that a `-H` is about, in small letters; `nil` for a file.
  static func name(in word: String) -> String? {
    let scalars = word.unicodeScalars
    return scalars.first == "@" ? nil : String(scalars.prefix { $0 != ":" && $0 != ";" }).lowercased()
  }

  private static func header(
    _ line: Substring.UnicodeScalarView, at place: String
  ) throws(UsageError) -> CurlRequest.Header {
    guard HTTPFieldValue.staysOnLine(String(line).utf8) else {
      throw UsageError("A header\(place) holds a line end or NUL.")
    }
    if let mark = line.firstIndex(where: { $0 == ":" || $0 == ";" }), HTTPToken.holds(String(line[..<mark])) {
      let name = String(line[..<mark])
      let value = line[line.index(after: mark)...].drop { $0.properties.isWhitespace }
      if line[mark] == ":" { return .init(name: name, value: value.isEmpty ? nil : String(value)) }
      if value.isEmpty { return .init(name: name, value: "") }
    }
    // The line itself may hold a secret.
    throw UsageError("A header\(place) is not 'Name: value', 'Name:' or 'Name;'.")
  }
}
