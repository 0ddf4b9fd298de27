import Comparing
import Findings
import Foundation
import StreamModel
import TestSupport
import Testing
import Text

@testable import Diagnosing

/// Two streams that were examined at the same time: what the report says of both.
@Suite struct ComparedStreamsTests {
  /// - Parameters:
  ///   - late: seconds by which B comes later.
  ///   - missing: numbers that do not come on B.
  private static func diagnoses(
    late: Double = 0, missing: Set<Int> = [], data: String = "", shown: @escaping @Sendable (String) -> String = { $0 }
  ) -> Diagnoses {
    var stages = [Stage(), Stage()]
    var comparison = StreamComparison(window: .seconds(2))
    for side in 0...1 {
      stages[side].ask(.plain)
      stages[side].open(0, at: 0.01)
      comparison.receive(.open(since: stages[side].now), of: side, at: stages[side].now)
    }
    var sent: [(at: Double, side: Int, number: Int)] = []
    for number in 1...200 {
      sent.append((Double(number) / 10, 0, number))
      if !missing.contains(number) { sent.append((Double(number) / 10 + late, 1, number)) }
    }
    for (at, side, number) in sent.sorted(by: { $0.at < $1.at }) {
      let before = stages[side].requests[0].state.log.positions.upperBound
      stages[side].send(0, "id: \(number)\ndata: \(data)\(number)\n\n", at: at)
      let logs = stages.map { $0.requests[0].state.log }
      comparison.receive(before..<logs[side].positions.upperBound, of: side, in: logs[side]) { logs[$0] }
      comparison.settle(at: Stage.moment(at)) { logs[$0] }
    }
    for side in 0...1 { stages[side].pass(to: 30) }
    let now = Stage.moment(30)
    let logs = stages.map { $0.requests[0].state.log }
    comparison.settle(at: now, isLast: true) { logs[$0] }
    var all = stages.indices.map { stages[$0].diagnosis(at: 30) }
    for (side, verdicts) in comparison.verdicts.enumerated() { all[side].add(compared: verdicts, at: now) }
    var diagnoses = Diagnoses(all)
    diagnoses.compared = ComparedStreams(
      comparison, stages.map { $0.requests[0].state.sources[0] }, all, at: now, shown: shown)
    return diagnoses
  }

  @Test func `equal streams have nothing wrong, and what is late is told with its sign`() throws {
    for late in [0.0, 0.4] {
      let compared = try #require(Self.diagnoses(late: late).compared)
      let facts = Dictionary(uniqueKeysWithValues: compared.facts.map { ($0.label, $0) })
      #expect(facts["both"]?.text == "200 events, the same data in all")
      #expect(facts["only on A"]?.text == "0" && facts["only on B"]?.text == "0")
      #expect(compared.facts.allSatisfy { $0.tone != .bad } && compared.verdict == nil)
      let lag = try #require(facts["B is later by"]?.text)
      #expect(late == 0 || lag.hasPrefix("half 40") || lag.hasPrefix("half 39"), "\(lag)")
    }
  }

  @Test func `what B lacks is an error of B`() throws {
    let diagnoses = Self.diagnoses(late: 0.2, missing: [50, 51, 120])
    let compared = try #require(diagnoses.compared)
    #expect(compared.facts.first { $0.label == "only on A" }?.text == "3: 50, 51, 120")
    #expect(diagnoses.all[0].found.allSatisfy { $0.finding.code != .oneSided })
    #expect(diagnoses.all[1].found.contains { $0.finding.code == .oneSided && $0.finding.severity == .error })
    #expect(diagnoses.all[1].exitStatus(FailOn()) == 1)
    let line = compared.line(for: .program)
    #expect(line.contains("\"only_a\":{\"count\":3,\"first\":[\"50\",\"51\",\"120\"]}") && !line.contains("\n"))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["tool"] as? String == "sse-top" && object["compare"] is [String: Any])
  }

  @Test func `nothing of a stream reaches the report but through what may be shown`() throws {
    let diagnoses = Self.diagnoses(missing: [50], shown: { $0.replacing("50", with: "***") })
    let compared = try #require(diagnoses.compared)
    #expect(compared.object(for: .program).contains("\"***\"") && !compared.object(for: .program).contains("\"50\""))
  }
}
