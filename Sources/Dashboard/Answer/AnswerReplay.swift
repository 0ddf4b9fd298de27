import ModelAnswers
import StreamModel

/// The blocks of an answer before the newest of its source, read again from the log, a slice at a time.
struct AnswerReplay: Sendable {
  /// The position of the record that began the answer.
  let position: Int
  private let source: Int
  /// Where the next answer of the source begins.
  private let end: Int
  private var next: Int
  private var reader: AnswerReader

  /// - Parameter end: the position of the record that begins the next answer of its source.
  init(_ numbers: AnswerNumbers, source: Int, end: Int, choice: DialectChoice) {
    (position, self.source, self.end, next) = (numbers.position, source, end, numbers.position)
    reader = AnswerReader(DialectChoice(name: numbers.dialect, textPath: choice.textPath))
    reader.begin(at: numbers.times.start, connected: numbers.times.connected)
  }

  var answer: Answer? { reader.current }

  func isWhole(in state: StreamState) -> Bool { next >= min(end, state.log.positions.upperBound) }

  /// Reads on, and says whether all of it is read now.
  ///
  /// - Parameter budget: how many records may be looked at.
  mutating func advance(in state: StreamState, budget: Int) -> Bool {
    let log = state.log
    let first = max(next, log.positions.lowerBound)
    let last = min(end, log.positions.upperBound)
    guard first < last else { return true }
    let slice = first..<first + min(last - first, max(budget, 1))
    let source = source
    log.forEachPiece(of: slice) { start, records in
      for (index, record) in records.enumerated() where record.kind == .event && Int(record.source) == source {
        log.withType(record) { type in
          log.withData(record) { data in
            reader.receive(type: type, data: data, at: record.at, position: start + index)
          }
        }
      }
      return true
    }
    next = slice.upperBound
    return next >= last
  }
}
