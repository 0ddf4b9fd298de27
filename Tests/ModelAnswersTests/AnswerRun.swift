import ModelAnswers
import Text

@testable import StreamModel

/// One source's answers, read from bytes as a run reads them.
struct AnswerRun {
  private(set) var state = StreamState(urls: ["http://x"])
  private(set) var readers: AnswerReaders
  private(set) var changes: [AnswerChange] = []
  private var parser = BodyParser(EventParser())
  private let isLines: Bool

  init(
    _ choice: DialectChoice = DialectChoice(), isLines: Bool = false, tellsChanges: Bool = false, usesForms: Bool = true
  ) {
    readers = AnswerReaders(choice, sources: 1, tellsChanges: tellsChanges, usesForms: usesForms)
    self.isLines = isLines
  }

  var answers: [AnswerNumbers] { readers.answers }
  var current: Answer? { readers.readers[0].current }
  var findings: [String] { answers.flatMap(\.findings).map(\.code) }
  /// `kind name text`, a block each.
  var blocks: [String] {
    current?.blocks.map { "\($0.kind.rawValue) \($0.name) \(String(decoding: $0.shownText, as: UTF8.self))" } ?? []
  }

  mutating func begin(at milliseconds: Int = 0, headers: [ResponseHead.Header] = []) {
    change(.connecting(attempt: 1), at: milliseconds)
    state.apply(.head(ResponseHead(status: 200, headers: headers)), source: 0)
    change(.open(since: Self.moment(milliseconds)), at: milliseconds)
    parser.reconnect()
    parser.begin(isLines ? .lines : .eventStream)
  }

  mutating func push(_ bytes: some Sequence<UInt8>, at milliseconds: Int = 0) {
    let bytes = Array(bytes)
    var records: [Record] = []
    bytes.withUnsafeBytes { parser.push($0, into: &records) }
    receive(bytes, records, at: milliseconds)
  }

  mutating func event(_ data: String, type: String = "", at milliseconds: Int = 0) {
    push((type.isEmpty ? "" : "event: \(type)\n").utf8, at: milliseconds)
    push("data: \(data)\n\n".utf8, at: milliseconds)
  }

  mutating func end(_ reason: Disconnection = .ended, at milliseconds: Int = 0) {
    var records: [Record] = []
    parser.finish(into: &records)
    receive([], records, at: milliseconds)
    change(.closed(reason), at: milliseconds)
  }

  /// All of a body, in reads of so many bytes.
  mutating func body(_ bytes: some Collection<UInt8>, readsOf size: Int = .max) {
    begin()
    var rest = bytes[...]
    while !rest.isEmpty {
      push(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    end()
  }

  private mutating func receive(_ bytes: [UInt8], _ records: [Record], at milliseconds: Int) {
    let first = state.log.positions.upperBound
    var batch = Batch(
      bytes: bytes, records: records, at: Self.moment(milliseconds), pendingOffset: parser.pendingOffset,
      lastEventID: [], reconnectionTime: .seconds(3))
    batch.format = parser.format
    state.apply(.batch(batch), source: 0) { state in
      for position in first..<state.log.positions.upperBound {
        readers.receive(state.log[position], at: position, in: state.log)
      }
    }
    changes += readers.takeChanges()
  }

  private mutating func change(_ change: ConnectionMachine.State, at milliseconds: Int) {
    state.apply(.state(change, at: Self.moment(milliseconds)), source: 0)
    readers.receive(change, of: 0, in: state, at: Self.moment(milliseconds))
    changes += readers.takeChanges()
  }

  static func moment(_ milliseconds: Int) -> Moment { Moment(.milliseconds(milliseconds)) }
}
