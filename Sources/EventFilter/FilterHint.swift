/// Tells what in an expression is a text to it and may be meant otherwise, as by users of other languages.
enum FilterHint {
  /// - Parameter terms: those that must hold together, as they are written.
  static func sentences(for terms: [String]) -> [String] {
    var sentences: [String] = []
    for (index, term) in terms.enumerated() {
      let isBetween = index > 0 && index + 1 < terms.count
      switch term.lowercased() {
      case "or" where isBetween:
        sentences.append("\(term) is looked for as a word; did you mean \(terms[index - 1]) | \(terms[index + 1])?")
      case "and" where isBetween, "&" where isBetween:
        sentences.append("\(term) is looked for as a word; a blank alone means and")
      case "not" where index + 1 < terms.count:
        sentences.append("\(term) is looked for as a word; did you mean !\(terms[index + 1])?")
      case _ where isBetween && ComparisonOperator(text: term) != nil && isName(terms[index - 1]):
        sentences.append(comparison(terms[index - 1], " \(term) \(terms[index + 1])"))
      default:
        if let (name, rest) = comparison(in: term) { sentences.append(comparison(name, rest)) }
      }
    }
    return sentences
  }

  private static func comparison(_ name: String, _ rest: String) -> String {
    let event = name == "type" ? "event\(rest) or " : ""
    return "\(name)\(rest) is looked for as text; did you mean \(event).\(name)\(rest)?"
  }

  /// A name and, after it, an operator and a value.
  private static func comparison(in term: String) -> (name: String, rest: String)? {
    let term = term.drop { $0 == "!" }
    let name = term.prefix { !"=!<>~".contains($0) }
    let rest = term[name.endIndex...]
    let sign = rest.prefix { "=!<>~".contains($0) }
    // The terms that are comparisons already.
    guard name != "event", name != "id", isName(name), ComparisonOperator(text: String(sign)) != nil,
      sign.endIndex < term.endIndex
    else { return nil }
    return (String(name), String(rest))
  }

  /// Whether it could be a path that lacks its dot.
  private static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.first, first.isLetter || first == "_", text.last != "-" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "_-.[]$@".contains($0) }
  }
}
