import Text

/// The type of a body, as the Fetch standard extracts it from the response's headers.
enum MIMEType {
  /// The essence ("type/subtype" in lower case) of the last value that parses and is not `*/*`, or `nil`.
  ///
  /// Several headers count like one with commas (Fetch, "extract a MIME type").
  static func essence(ofContentTypes values: [String]) -> String? {
    values.flatMap(split).compactMap(essence).last { $0 != "*/*" }
  }

  /// The values of a header, split at commas that are not inside quotes (Fetch, "get, decode, and split").
  private static func split(_ value: String) -> [Substring] {
    var parts: [Substring] = []
    var start = value.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in value.indices {
      switch value[index] {
      case _ where isEscaped: isEscaped = false
      case "\\" where isQuoted: isEscaped = true
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        parts.append(value[start..<index])
        start = value.index(after: index)
      default: break
      }
    }
    parts.append(value[start...])
    return parts
  }

  /// The essence of one value, parameters ignored (MIME Sniffing standard, "parse a MIME type").
  private static func essence(of value: Substring) -> String? {
    let withoutParameters = value.prefix { $0 != ";" }
    let parts = withoutParameters.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let type = trimmed(parts[0], atEnd: false)
    let subtype = trimmed(parts[1], atStart: false)
    guard HTTPToken.holds(type), HTTPToken.holds(subtype) else { return nil }
    return "\(type)/\(subtype)".lowercased()
  }

  private static func trimmed(_ text: Substring, atStart: Bool = true, atEnd: Bool = true) -> Substring {
    var text = text
    if atStart { text = text.drop { $0.isHTTPWhitespace } }
    while atEnd, let last = text.last, last.isHTTPWhitespace { text.removeLast() }
    return text
  }
}

extension Character {
  fileprivate var isHTTPWhitespace: Bool {
    self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\r\n"
  }
}
