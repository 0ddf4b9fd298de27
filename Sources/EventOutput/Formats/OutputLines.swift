package import Findings
package import ModelAnswers
package import StreamModel
import Text

/// The formats of the output where there is no dashboard.
package enum OutputFormat: String, CaseIterable, Sendable {
  case ndjson, data, sse, tsv, text, answer, none

  /// What it is, for the help; `nil` where the name says it.
  var purpose: String? {
    switch self {
    case .ndjson: "one JSON object for each event, the default where standard output is not a terminal"
    case .data: "the data alone"
    case .sse: "an event stream again"
    case .tsv: "a table of what --column names"
    case .text: "a line to read for each event"
    case .answer: "a language model's answer as text"
    case .none: nil
    }
  }

  /// All of them with their purposes.
  package static var help: String {
    allCases.map { format in format.rawValue + (format.purpose.map { ", \($0)" } ?? "") }.joined(separator: "; ")
  }
}

/// Turns what happens into bytes of one format.
///
/// Nothing is made for an event but its bytes in a buffer that is used again and again.
package struct OutputLines {
  let plan: OutputPlan
  package let format: OutputFormat
  private let isCleaned: Bool
  private let glyphs: Glyphs
  private let table: TableLines
  private var hasHeader = false
  private let ndjson: NDJSONLines
  private let line: EventLine
  private var stream: EventStreamText
  private var answer: AnswerText
  /// An answer as a terminal gets it.
  private var running: RunningText?
  private var timestamp = Timestamp(start: 0)
  private var clock = WallClock(start: .zero)
  private var time: (at: Moment, text: String)?
  package private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - urls: of the sources, as they may be shown.
  ///   - isTerminal: whether a terminal reads it, which gets nothing raw whatever the format.
  package init(_ plan: OutputPlan, format: OutputFormat, urls: [String], isTerminal: Bool, hasColours: Bool) {
    (self.plan, self.format) = (plan, format)
    isCleaned = isTerminal && [.data, .sse, .tsv].contains(format)
    glyphs = isTerminal && !Codeset.speaksUTF8 ? .ascii : .unicode
    ndjson = NDJSONLines(
      urls: urls, for: !isTerminal ? .program : Codeset.speaksUTF8 ? .terminal : .asciiTerminal,
      parsesData: plan.parsesData)
    table = TableLines(plan.columns.map { .value($0) }, separatedBy: .tab)
    line = EventLine(urls: urls, glyphs: glyphs, hasColours: hasColours)
    stream = EventStreamText(sources: urls.count)
    answer = AnswerText(showsThinking: plan.showsThinking)
    running = isTerminal ? RunningText(glyphs: glyphs) : nil
  }

  /// Begins a report that came at `now`.
  ///
  /// - Parameter time: of the calendar then, since 1970.
  package mutating func begin(at now: Moment, time: Duration) {
    if format == .text { clock = LocalTime.clock(at: now, time: time) }
    timestamp.adjust(start: Moment(time - now.sinceStart).nanoseconds)
    self.time = nil
  }

  /// What was written is forgotten, its memory used again unless it is a lot.
  package mutating func clear() { bytes.removeAll(keepingCapacity: bytes.capacity <= 4 << 20) }

  /// A stream is open: writes what stands above the first event, if that was not done.
  package mutating func open() {
    guard format == .tsv, !hasHeader else { return }
    hasHeader = true
    let first = bytes.count
    table.header(to: &bytes)
    clean(from: first)
  }

  package mutating func event(_ record: Record, in log: EventLog) {
    switch format {
    case .ndjson:
      timestamp.set(record.at)
      ndjson.event(record, in: log, at: timestamp.text, to: &bytes)
    case .data:
      let first = bytes.count
      log.withTexts(of: record) { bytes.append(contentsOf: $0.data) }
      bytes.append(0x0A)
      clean(from: first)
    case .sse:
      let first = bytes.count
      stream.event(record, in: log, to: &bytes)
      clean(from: first)
    case .tsv:
      open()
      let first = bytes.count
      table.event(record, in: log, to: &bytes)
      clean(from: first)
    case .text: line.event(record, in: log, at: text(of: record.at), to: &bytes)
    case .answer, .none: break
    }
  }

  /// What has changed in an answer; nothing comes of it in other formats.
  package mutating func answer(_ change: AnswerChange) {
    guard format == .answer else { return }
    guard running != nil else { return answer.change(change, to: &bytes) }
    var raw: [UInt8] = []
    answer.change(change, to: &raw)
    running?.append(raw, to: &bytes)
  }

  /// - Parameter isShown: whether a filter lets it pass.
  package mutating func comment(_ record: Record, in log: EventLog, isShown: Bool) {
    let isShown = isShown && plan.showsComments
    switch format {
    case .ndjson where isShown:
      timestamp.set(record.at)
      ndjson.comment(record, in: log, at: timestamp.text, to: &bytes)
    case .text where isShown: line.comment(record, in: log, at: text(of: record.at), to: &bytes)
    case .sse:
      let first = bytes.count
      stream.comment(record, in: log, isShown: isShown, to: &bytes)
      clean(from: first)
    case .ndjson, .text, .data, .tsv, .answer, .none: break
    }
  }

  package mutating func change(_ change: StateChange, at now: Moment) {
    guard plan.showsStates else { return }
    switch format {
    case .ndjson:
      timestamp.set(now)
      ndjson.change(change, at: timestamp.text, to: &bytes)
    case .text: line.change(change, at: text(of: now), to: &bytes)
    case .data, .sse, .tsv, .answer, .none: break
    }
  }

  /// A finding that is new, or has become worse.
  package mutating func finding(_ finding: Finding, of source: Int, at now: Moment) {
    guard plan.showsStates else { return }
    switch format {
    case .ndjson:
      timestamp.set(now)
      ndjson.finding(finding, of: source, at: timestamp.text, to: &bytes)
    case .text: line.finding(finding, of: source, at: text(of: now), to: &bytes)
    case .data, .sse, .tsv, .answer, .none: break
    }
  }

  private mutating func text(of now: Moment) -> String {
    if let time, time.at == now { return time.text }
    let text = clock.text(now)
    time = (now, text)
    return text
  }

  /// Lets nothing raw stand in what was written from an index on, if a terminal reads it.
  private mutating func clean(from first: Int) {
    guard isCleaned else { return }
    let raw = Array(bytes[first...])
    bytes.removeSubrange(first...)
    raw.withUnsafeBytes { CleanText.appendLines($0, to: &bytes, glyphs: glyphs) }
  }
}
