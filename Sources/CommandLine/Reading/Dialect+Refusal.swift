import Text

extension Dialect.Option {
  /// What is to be said of a value that is wrong.
  func refusal(of value: String) -> String {
    let label = "'--\(name)\(help?.value.map { " <\($0)>" } ?? "")'"
    switch field?.values {
    case .form(let form):
      return "The value '\(Printable.text(String(value.prefix(40))))' is invalid for '--\(name)': it is \(form)."
    case .words where value.isEmpty: return "Missing value for \(label)"
    case .words(let words) where !words.isEmpty:
      let quoted = words.map { "'\($0)'" }
      let list = quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
      return "The value '\(value)' is invalid for \(label). Please provide one of \(list)."
    case .words, .any, nil: return "The value '\(value)' is invalid for \(label)"
    }
  }
}
