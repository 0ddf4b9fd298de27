import Comparing
import Findings
package import StreamModel
import Text

extension ViewState {
  /// That of the frozen view, if there is one and it has one.
  var shownComparison: StreamComparison? { frozen?.comparison ?? comparison }

  /// Opens the page of two streams compared, or closes it.
  mutating func toggleComparison() {
    if pane is ComparisonPane {
      panes.removeLast()
    } else if let page = panes.lastIndex(where: { $0 is ComparisonPane }) {
      panes.removeSubrange((page + 1)...)
    } else if shownComparison != nil {
      panes = [ComparisonPane()]
    } else {
      tell("no streams are compared; sse-top --compare A B compares two", isTrouble: true)
    }
  }

  mutating func apply(_ command: ComparisonCommand, _ context: Context) -> Effect? {
    guard let page = pane as? ComparisonPane, let comparison = shownComparison else { return nil }
    switch command {
    case .nextSide: change(ComparisonPane.self) { $0.switchSide(by: 1, in: comparison) }
    case .previousSide: change(ComparisonPane.self) { $0.switchSide(by: -1, in: comparison) }
    case .copy:
      let text = ComparisonRows.text(
        comparison, context.state, verdict: StreamComparison.verdict(findings.findings), at: context.now)
      return .copy(Array(text.utf8), subject: "what was found")
    case .differences: openDifferences(page, comparison, context.state)
    case .save:
      ask(
        .saveComparison,
        suggesting: FileNameIdea.name(
          of: context.state.sources, subject: "compared", at: context.now, context.clock, ending: "md"))
    }
    return nil
  }

  /// What the comparison has found, for people, and for programs; `nil` where no streams are compared.
  package func comparisonReport(_ live: StreamState, at now: Moment, asJSON: Bool) -> String? {
    guard let comparison = shownComparison else { return nil }
    let verdict = StreamComparison.verdict(findings.findings)
    if asJSON { return comparison.json(verdict: verdict) + "\n" }
    return ComparisonRows.markdown(comparison, state(live), verdict: verdict, at: frozen?.at ?? now)
  }

  /// Opens the event under the cursor as what is different in it on the other side.
  private mutating func openDifferences(
    _ page: ComparisonPane, _ comparison: StreamComparison, _ state: StreamState
  ) {
    guard let position = page.selected, state.log.positions.contains(position) else {
      return tell("there is no event under the cursor", isTrouble: true)
    }
    let side = Int(state.log[position].source)
    guard case .both(let other, _, _)? = comparison.pairing?.standing(at: position, of: side) else {
      return tell("this event is not on both sides", isTrouble: true)
    }
    guard
      let changes = ChangesPane(
        at: position, with: other, origin: "the same event on \(StreamComparison.names[1 - side])", in: state,
        feed.groups)
    else { return tell("the event of the other side is no longer kept", isTrouble: true) }
    panes.append(changes)
  }
}
