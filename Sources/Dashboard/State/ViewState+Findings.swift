package import Findings
package import StreamModel

extension ViewState {
  /// Takes what is wrong with the streams as it stands; a frozen view keeps what it has.
  package mutating func receive(_ findings: FindingBoard) {
    if frozen == nil { self.findings = findings }
  }

  /// Opens the page of findings, or closes it if it is on top.
  mutating func toggleFindings() { toggle { FindingsPane() } }

  /// Opens a pane, goes back to one of its kind that it was covered from, or closes it if it is on top.
  ///
  /// So two pages that lead to each other do not cover each other without an end.
  mutating func toggle<P: Pane>(_ pane: () -> P) {
    if self.pane is P {
      panes.removeLast()
    } else if let place = panes.lastIndex(where: { $0 is P }) {
      panes.removeSubrange((place + 1)...)
    } else {
      panes.append(pane())
    }
  }

  /// What is wrong with the streams, as it is shown.
  package var shownFindings: FindingBoard { findings }

  /// The report of what is wrong, for people.
  package func findingReport(_ live: StreamState, at now: Moment, _ clock: WallClock) -> String {
    let context = paneContext(live, Frame(columns: 80, rows: 24, now: now, clock: clock))
    let found = findings.ranked.map { FoundFinding(source: $0.source, finding: $0.finding) }
    return FindingReport.text(found, context)
  }

  mutating func apply(_ command: FindingsCommand, _ context: Context) -> Effect? {
    guard let pane = pane as? FindingsPane else { return nil }
    let paneContext = paneContext(context.live, Frame(columns: 80, rows: 24, now: context.now, clock: context.clock))
    switch command {
    case .next, .previous: change(FindingsPane.self) { $0.apply(command) }
    case .copy:
      guard let found = pane.selected else { break }
      return .copy(Array(FindingReport.text(found, paneContext).utf8), subject: "the finding")
    // That nothing is wrong is a report too.
    case .copyAll: return .copy(Array(FindingReport.text(pane.found, paneContext).utf8), subject: "the report")
    case .save:
      ask(
        .saveReport,
        suggesting: FileNameIdea.name(
          of: context.state.sources, subject: "findings", at: context.now, context.clock, ending: "md"))
      return nil
    }
    if pane.found.isEmpty { tell("there is no finding", isTrouble: true) }
    return nil
  }

  /// Closes all panes and goes to where a finding was seen.
  mutating func goToPlace(of code: FindingCode, source: Int, _ context: Context) {
    guard findings.findings.indices.contains(source),
      let finding = findings.findings[source].first(where: { $0.code == code })
    else { return }
    let found = FoundFinding(source: source, finding: finding)
    guard let position = FindingPlace.position(of: found, in: context.state) else {
      return tell("the place is no longer kept", isTrouble: true)
    }
    leaveEnd(context.live)
    panes = []
    search?.pending = nil
    if !feed.reader(context.state).isRow(position) {
      // What was left out of the feed would leave the place out.
      var selection = FeedSelection()
      selection.showsComments = feed.selection.showsComments
      feed.selection = selection
      tell("all events are shown again")
    }
    feed.go(to: position, in: context.state)
  }

  /// Opens the finding that a notice of the feed tells of; `false` if it tells of none.
  mutating func openFinding(at position: Int, _ context: Context) -> Bool {
    let record = context.state.log[position]
    guard case .found(let name, _, _, _)? = context.state.notice(record)?.change, let code = FindingCode(rawValue: name)
    else { return false }
    panes.append(FindingsPane(opening: FoundFinding.Name(source: Int(record.source), code: code)))
    return true
  }
}
