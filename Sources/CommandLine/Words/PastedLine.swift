/// A line of curl's after the program's name: `sse-top curl -N URL`, also as one word, `sse-top "curl -N URL"`.
enum PastedLine {
  /// The words without curl's name.
  static func words(_ words: [String]) throws(UsageError) -> [String] {
    guard let first = words.first else { return words }
    if first == "curl" { return Array(words.dropFirst()) }
    guard let line = line(in: first) else { return words }
    do { return Array(try ShellWords.words(of: line).dropFirst() + words.dropFirst()) } catch {
      throw UsageError("In the quoted curl line a quote is not closed, or a backslash stands at the end.")
    }
  }

  /// A word that is curl's name and more; browsers copy it over several lines, with a backslash before each end.
  private static func line(in word: String) -> String? {
    let text = word.drop(while: \.isWhitespace)
    guard text.hasPrefix("curl"), text.dropFirst(4).first?.isWhitespace == true else { return nil }
    return String(text).replacing("\\\r\n", with: " ").replacing("\\\n", with: " ")
  }
}
