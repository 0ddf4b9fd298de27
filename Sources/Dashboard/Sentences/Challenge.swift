/// How a server wants to be told who asks: one challenge of a `WWW-Authenticate` header (RFC 9110, 11.6.1).
struct Challenge: Equatable {
  var scheme: String
  /// What the login is for, as it came.
  var realm: String?

  /// The challenges of all headers of that name, in order.
  static func all(in values: [String]) -> [Challenge] {
    var challenges: [Challenge] = []
    for part in values.flatMap(parts) {
      let word = part.prefix { $0 != " " && $0 != "\t" }
      var parameter = part
      // A scheme stands alone or before its first parameter.
      if !word.contains("=") {
        challenges.append(Challenge(scheme: String(word)))
        parameter = part.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
      }
      let name = parameter.prefix { $0 != "=" }
      guard name.lowercased().filter({ $0 != " " }) == "realm", let last = challenges.indices.last else { continue }
      challenges[last].realm = unquoted(parameter.dropFirst(name.count + 1))
    }
    return challenges
  }

  /// What stands between commas that are not inside quotes.
  private static func parts(of value: String) -> [Substring] {
    var parts: [Substring] = []
    var (start, isQuoted, isEscaped) = (value.startIndex, false, false)
    for index in value.indices + [value.endIndex] {
      guard index < value.endIndex, value[index] != "," || isQuoted else {
        parts.append(value[start..<index].drop { $0 == " " || $0 == "\t" })
        start = index < value.endIndex ? value.index(after: index) : index
        continue
      }
      if value[index] == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && value[index] == "\\" && !isEscaped
    }
    return parts.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: Substring) -> String {
    var rest = text.drop { $0 == " " }
    guard rest.first == "\"" else { return String(rest.prefix { $0 != " " }) }
    rest.removeFirst()
    var value = ""
    while let letter = rest.popFirst(), letter != "\"" {
      if letter == "\\", let escaped = rest.popFirst() { value.append(escaped) } else { value.append(letter) }
    }
    return value
  }
}
