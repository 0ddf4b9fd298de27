import Text

/// Which words of the command line hold what the process list must not show.
package enum SecretWords {
  package struct Word: Equatable {
    /// Its index among the words.
    package var word: Int
    /// Bytes at its beginning that may be shown.
    package var kept: Int
  }

  package static func places(in words: [String]) -> [Word] {
    var places: [Word] = []
    func note(_ option: String, _ value: some StringProtocol, in word: Int) {
      guard let shown = shownBytes(of: String(value), for: option) else { return }
      let before = words[word].utf8.count - value.utf8.count
      // Where bytes were replaced on the way into the text, they cannot be counted.
      places.append(Word(word: word, kept: words[word].unicodeScalars.contains("\u{FFFD}") ? 0 : before + shown))
    }
    var index = 0
    var areURLs = false
    while index < words.count {
      let word = words[index]
      defer { index += 1 }
      guard !areURLs, word.unicodeScalars.first == "-", word != "-" else {
        note("url", word, in: index)
        continue
      }
      guard word != "--" else {
        areURLs = true
        continue
      }
      guard let (option, attached) = option(in: word) else { continue }
      if let attached {
        note(option, attached, in: index)
      } else if index + 1 < words.count {
        index += 1
        note(option, words[index], in: index)
      }
    }
    return places
  }

  /// The option of a word that takes a value, and the value if it is in the same word.
  private static func option(in word: String) -> (name: String, attached: String?)? {
    var letters = word.unicodeScalars.dropFirst()
    if letters.first == "-" {
      let name = letters.dropFirst().prefix { $0 != "=" }
      guard let option = OptionTable.option(named: String(name)), option.takesValue else { return nil }
      return (option.name, name.endIndex < letters.endIndex ? String(letters[name.endIndex...].dropFirst()) : nil)
    }
    while let letter = letters.popFirst() {
      guard let option = OptionTable.option(lettered: letter) else { return nil }
      if option.takesValue { return (option.name, letters.isEmpty ? nil : String(letters)) }
    }
    return nil
  }

  /// How many bytes of an option's value may be shown; `nil` for all.
  private static func shownBytes(of value: String, for option: String) -> Int? {
    func common(_ shown: String) -> Int? {
      shown == value ? nil : zip(shown.utf8, value.utf8).prefix { $0 == $1 }.count
    }
    switch option {
    case "user", "proxy-user", "oauth2-bearer", "pass": return 0
    case "cert": return CertificateWord.parts(value).password == nil ? nil : 0
    // Without a `=` it is a file.
    case "cookie": return value.contains("=") ? 0 : nil
    case "header":
      guard let colon = value.firstIndex(of: ":") else { return nil }
      let rest = value[value.index(after: colon)...]
      let text = rest.drop { $0 == " " }
      return common(value[..<text.startIndex] + HeaderMask.shown(String(value[..<colon]), String(text)))
    case "data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json":
      return SecretsOfBody.values(in: Array(value.utf8)).isEmpty ? nil : 0
    case "url", "referer", "proxy": return common(MaskedURL(value).text)
    default: return option.hasPrefix("socks") ? common(MaskedURL(value).text) : nil
    }
  }
}
