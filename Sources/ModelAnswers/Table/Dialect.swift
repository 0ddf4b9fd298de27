package import Text

/// How one family of servers streams an answer: a table that turns an event into operations.
struct Dialect: Sendable {
  /// How the end is told.
  enum Ending: Sendable {
    /// By an event; a body that ends before it is cut.
    case mark
    /// By an event, or by the end of the body once every choice has a reason to finish.
    case finish
    /// By the end of the body, once the answer has begun.
    case body
  }

  let name: DialectName
  /// Where the type of an event is written, the first that is there counts; without one the `event` field is.
  var types: [MemberPath] = []
  var ending = Ending.mark
  /// Whether data `[DONE]` is the end.
  var endsWithDone = false
  let rows: [Row]
}

/// What is asked of the reading of answers.
package struct DialectChoice: Equatable, Sendable {
  /// `--dialect`; `nil` to find it out.
  package var name: DialectName?
  /// `--text-path`: where each event has its piece of the text.
  package var textPath: JSONPath?

  package init(name: DialectName? = nil, textPath: JSONPath? = nil) { (self.name, self.textPath) = (name, textPath) }
}

extension Dialect {
  /// The text stands at one place in every event; `[DONE]` or the end of the body ends it.
  static func text(at path: JSONPath) -> Dialect {
    Dialect(
      name: .none, ending: .body, endsWithDone: true, rows: [.always(.append(.text, "text", MemberPath(path)))])
  }
}
