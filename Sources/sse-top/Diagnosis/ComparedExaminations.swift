import CommandLine
import Comparing
import CurlTransport
import Diagnosing
import StreamModel

/// Two examinations whose requests as given are compared while they bring events.
final class ComparedExaminations {
  private let sides: [Examination]
  private var comparison: StreamComparison

  /// - Parameter isTimed: whether the times at which events come are those of their streams.
  init(_ sides: [Examination], _ plan: ComparisonPlan, isTimed: Bool) {
    self.sides = sides
    comparison = StreamComparison(key: plan.key, window: plan.window, isTimed: isTimed)
    for (side, examination) in sides.enumerated() {
      examination.watch = { [unowned self] report, positions, state in
        self.receive(report, positions, state, of: side)
      }
    }
  }

  private func receive(_ report: Report, _ positions: Range<Int>, _ state: StreamState, of side: Int) {
    if case .state(let change, let now) = report { comparison.receive(change, of: side, at: now) }
    // The log of this side is being changed, and is told; that of the other one is asked.
    comparison.receive(positions, of: side, in: state.log) { wanted in
      wanted == side ? state.log : self.log(of: wanted)
    }
  }

  private func log(of side: Int) -> EventLog {
    sides[side].requests.first?.state.log ?? EventLog(initialIDs: [[]], byteLimit: 0)
  }

  /// Time has passed.
  func settle(isLast: Bool = false) {
    let now = sides.map(\.now).max() ?? .start
    comparison.settle(at: now, isLast: isLast) { self.log(of: $0) }
  }

  /// The reports of both, with what the comparison has shown.
  func diagnoses() -> Diagnoses {
    settle(isLast: true)
    var all = sides.map(\.diagnosis)
    let now = sides.map(\.now).max() ?? .start
    let secrets = sides.compactMap(\.secrets)
    let shown: @Sendable (String) -> String = { text in secrets.reduce(text) { $1.masked($0) } }
    for (side, verdicts) in comparison.verdicts.enumerated() where all.indices.contains(side) {
      all[side].add(compared: verdicts, at: now)
      all[side].mask(shown)
    }
    let sources = sides.compactMap { $0.requests.first?.source }
    var diagnoses = Diagnoses(all)
    if sources.count == 2 { diagnoses.compared = ComparedStreams(comparison, sources, all, at: now, shown: shown) }
    return diagnoses
  }
}
