import Findings
import Metrics
import ModelAnswers
import StreamModel
import Usage

/// Tells other programs how the streams are, as `--metrics` asks.
final class RunMetrics {
  private let server: MetricsServer
  private var events: EventCounts
  private var answers: AnswerCounts

  /// - Throws: if the address cannot be had.
  init(_ address: MetricsAddress, sources: Int, _ doorbell: Doorbell) throws(MetricsServer.Failure) {
    server = try MetricsServer(address) { doorbell.ring(.scrape) }
    (events, answers) = (EventCounts(sources: sources), AnswerCounts(sources: sources))
  }

  /// Where they are to be had.
  var url: String { server.url }

  /// Counts what has come.
  func receive(_ positions: Range<Int>, in log: EventLog) { events.receive(positions, in: log) }

  /// Counts the answers of a source that have ended.
  func receive(_ reader: AnswerReader, of source: Int) { answers.receive(reader.all, of: source) }

  /// Gives the metrics to who has asked.
  func tell(_ state: StreamState, _ findings: FindingBoard, at now: Moment) {
    server.answer(
      StreamMetrics(state, findings: findings, events: events, answers: answers, at: now).text(version: Version.text))
  }

  func stop() { server.stop() }
}
