/// A header's value as it may be shown.
public enum HeaderMask {
  /// `***` for what the name says is secret, the name of the scheme left; in other values the secrets of URLs and of
  /// `name=value` are masked, as in Location, Link, Refresh and Referer.
  public static func shown(_ name: String, _ value: String) -> String {
    guard !value.isEmpty else { return value }
    guard SecretNames.contains(name) else { return masked(value) }
    let words = value.split(separator: " ", maxSplits: 1)
    let hasScheme = words.count == 2 && ["basic", "bearer", "digest", "negotiate"].contains(words[0].lowercased())
    return hasScheme ? "\(words[0]) ***" : "***"
  }

  private static func masked(_ value: String) -> String {
    var shown = ""
    var rest = value.unicodeScalars[...]
    while let first = rest.first {
      if separates(first) {
        shown.unicodeScalars.append(first)
        rest = rest.dropFirst()
      } else {
        let word = rest.prefix { !separates($0) }
        shown += MaskedURL(String(word), beginsWithItem: true).text
        rest = rest[word.endIndex...]
      }
    }
    return shown
  }

  /// What no URL holds as it is.
  private static func separates(_ scalar: Unicode.Scalar) -> Bool { " \t<>".unicodeScalars.contains(scalar) }
}
