package import StreamModel
import Text

/// What a word of the command line names.
package enum Input: Equatable, Sendable {
  case url(SourceURL)
  /// A path.
  case file(String)
  case standardInput

  /// - Parameters:
  ///   - isRegularFile: whether there is a regular file of that name.
  ///   - isFolder: whether there is a folder of that name; it is no URL, and opening it says what it is.
  package init(_ word: String, isRegularFile: (String) -> Bool, isFolder: (String) -> Bool) {
    if word == "-" {
      self = .standardInput
    } else if let path = Self.path(ofFileURL: word) {
      self = .file(path)
    } else if ["./", "../"].contains(where: word.hasPrefix) || word.hasPrefix("/") && !word.hasPrefix("//")
      || [".", ".."].contains(word) || isRegularFile(word) || isFolder(word)
    {
      self = .file(word)
    } else {
      self = .url(SourceURL(word))
    }
  }

  /// How it is shown.
  package var displayed: String {
    switch self {
    case .url(let url): url.displayed
    case .file(let path): path
    case .standardInput: "standard input"
    }
  }

  /// Whether a word reads like the name of a file of events, with no name of a host before a slash in it.
  ///
  /// - Parameter isFolder: what is a folder is no host, whatever it looks like.
  package static func isNamedLikeEvents(_ word: String, isFolder: (String) -> Bool) -> Bool {
    guard !word.contains(where: { ":?#@[".contains($0) }), !word.hasPrefix("//"),
      (EventFileFormat.allCases.flatMap(\.suffixes) + [".gz"]).contains(where: word.lowercased().hasSuffix)
    else { return false }
    guard let slash = word.firstIndex(of: "/") else { return true }
    let host = word[..<slash].lowercased()
    return host != "localhost" && !host.contains(".") || isFolder(String(word[..<slash]))
  }

  /// As in RFC 8089, of this host only: `file:///x`, `file://localhost/x`, `file:/x`.
  private static func path(ofFileURL word: String) -> String? {
    guard word.utf8.count > 5, word.prefix(5).lowercased() == "file:" else { return nil }
    var rest = word.dropFirst(5)
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      if rest.lowercased().hasPrefix("localhost/") { rest = rest.dropFirst(9) }
    }
    guard rest.hasPrefix("/") else { return nil }
    return String(decoding: PercentEncoding.decoded(rest.utf8, keepsNull: true), as: UTF8.self)
  }
}
