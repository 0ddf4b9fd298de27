import EventFields
import EventFilter
import StreamModel
import Text

extension ViewState {
  /// Opens the page of paths, at that of the node under the cursor of an opened event; or goes back from it.
  mutating func toggleFields(_ context: Context) {
    if let index = panes.lastIndex(where: { $0 is FieldsPane }) {
      panes.removeSubrange(index...)
      return
    }
    let path = detail?.path.flatMap { try? JSONPath(expression: $0) }
    panes.append(FieldsPane(feed.selection, at: path?.withoutIndices, epoch: context.clock.epoch))
  }

  /// What the filter's prompt begins with: the filter that there is, and on the page of paths the path besides.
  var filterDraft: String {
    let former = feed.selection.filter
    guard let path = (pane as? FieldsPane)?.path else { return former?.expression ?? "" }
    return Self.joined(former, "\(path.text)=")
  }

  /// Closes all panes and shows only what matches an expression too.
  mutating func narrow(to expression: String?) {
    guard let expression, let filter = try? EventFilter(Self.joined(feed.selection.filter, expression)) else {
      tell("no value under the cursor to compare with", isTrouble: true)
      return
    }
    feed.selection.filter = filter
    panes = []
    tell("only events with \(expression)")
  }

  private static func joined(_ filter: EventFilter?, _ expression: String) -> String {
    guard let filter else { return expression }
    return (filter.isChoice ? "(\(filter.expression)) " : filter.expression + " ") + expression
  }

  /// Goes to what is looked for on the page of paths or of values; `nil` on other pages.
  @discardableResult
  mutating func findField(_ pattern: TextPattern, forward: Bool, isIncremental: Bool = false) -> Bool? {
    change(FieldsPane.self) { $0.find(pattern, forward: forward, isIncremental: isIncremental) }
      ?? change(FieldValuesPane.self) { $0.find(pattern, forward: forward, isIncremental: isIncremental) }
  }

  mutating func apply(_ command: FieldsCommand) -> Effect? {
    let values = pane as? FieldValuesPane
    guard let path = values?.path ?? (pane as? FieldsPane)?.path else { return nil }
    guard command == .copy, let values else { return .copy(Array(path.text.utf8), subject: "the path \(path.text)") }
    switch values.selected?.key {
    case .text(let text), .json(let text): return .copy(text, subject: "the value")
    case .absent, .notJSON, .others, nil:
      tell("there is no value under the cursor", isTrouble: true)
      return nil
    }
  }
}

extension JSONPath {
  /// The path that the elements of arrays share.
  fileprivate var withoutIndices: JSONPath {
    JSONPath(steps.map { if case .index = $0 { .each } else { $0 } })
  }
}
