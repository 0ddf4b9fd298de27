import Diagnosing
import EventFiles
import EventOutput
import Findings
import ModelAnswers
import StreamModel

/// What is wrong with the streams: when it is judged, and where it is told.
extension ReportProcessor {
  /// Looks whether the program was kept from running since the last time.
  ///
  /// - Parameter isResumed: whether it is known that it was stopped.
  func noteAbsence(isResumed: Bool, at now: Moment) {
    switch absences.look() {
    case .slept(let time): model.programContinued(at: now, slept: time)
    case .stopped: model.programContinued(at: now)
    case nil: if isResumed { model.programContinued(at: now) }
    }
  }

  /// Looks whether the machine was busy while a response is awaited.
  private func noteTurns(at now: Moment) {
    defer { turnsLookedAt = now }
    guard model.state.awaitsResponse, turns.look() else { return }
    model.machineWasBusy(since: turnsLookedAt, at: now)
  }

  /// Judges all sources if it is time to.
  func judge(isLast: Bool = false) {
    guard let now = judgingTime else { return }
    // Where the time stands, what was taken last is judged, though it has the time of the judgement before.
    let isDue = isAtRest ? hasUnjudged : findings.isDue(at: now)
    if isDue || isLast { judge(at: now) }
  }

  /// Whether the time of a replay stands.
  var isAtRest: Bool { track?.replay.isTimed == true && track?.replay.player.isAtRest == true }

  /// Of a replay that is read as fast as it goes, or to a place, the time runs ahead of what was taken of it.
  var judgingTime: Moment? {
    guard let timeline else { return nil }
    return track?.replay.player.isReadingAhead == true ? nil : timeline.now
  }

  func judge(at now: Moment) {
    hasUnjudged = false
    noteTurns(at: now)
    output?.begin()
    service?.tell(model.state)
    if models?.hasAnswers == true { for source in model.state.sources.indices { judgeAnswers(of: source) } }
    countAnswers()
    judgeComparison(at: now)
    tell(findings.judge(model.state, at: now), at: now, events: model.state.events)
    noteFindings(at: now)
  }

  func judgeAnswers(of source: Int) {
    if let reader = models?.readers[source], reader.current != nil { findings.set(reader.verdicts, of: source) }
  }

  /// - Parameter events: how many there were: the model may be changing right now.
  func tell(_ found: [(source: Int, finding: Finding)], at now: Moment, events: Int) {
    guard let output else {
      let new = findingNotices.new(among: found)
      newFindings += new
      for (_, finding) in new { track?.found(finding, at: now, events: events) }
      return
    }
    for (source, finding) in found { output.lines.finding(finding, of: source, at: now) }
  }

  /// Puts what is new into the feed.
  func noteFindings(at now: Moment) {
    for (source, finding) in newFindings {
      model.tell(
        .found(
          code: finding.code.rawValue, title: finding.title, remedy: finding.remedies.first,
          isError: finding.severity == .error),
        source: source, at: now)
    }
    newFindings = []
  }

  /// A second has passed.
  func judgeInTime() {
    guard status == nil else { return }
    judge()
    flush()
  }
}
