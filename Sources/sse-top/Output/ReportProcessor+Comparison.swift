import Comparing
import Findings
import StreamModel

/// Two streams compared.
extension ReportProcessor {
  /// Takes what has come, unless it is a part of a replay that was compared before.
  func compare(_ report: Report, source: Int, _ positions: Range<Int>, _ state: StreamState) {
    guard comparison != nil, track?.isRepeating != true else { return }
    if case .state(let change, let now) = report { comparison?.receive(change, of: source, at: now) }
    comparison?.receive(positions, in: state.log) { _ in state.log }
  }

  /// Time has passed, or all is over: what will not come any more is on one side only.
  func judgeComparison(at now: Moment) {
    guard comparison != nil else { return }
    let state = model.state
    let isLast = state.sources.allSatisfy { $0.connection.isClosed }
    comparison?.settle(at: now, isLast: isLast) { _ in state.log }
    for (source, verdicts) in (comparison?.verdicts ?? []).enumerated() { findings.set(compared: verdicts, of: source) }
  }
}
