import NIOCore

/// The events of an answer, each with how long it is waited for.
struct AnswerFrames: IteratorProtocol {
  private var steps: AnswerSteps
  private var writer: any AnswerWriter
  private let interval: TimeAmount
  private let stall: TimeAmount?
  private var queue: ArraySlice<ByteBuffer> = []

  init(_ answer: ModelAnswer, as dialect: AnswerDialect, _ options: AnswerOptions) {
    steps = AnswerSteps(answer, ending: options.ending)
    writer = dialect.writer.init(answer)
    interval = options.interval
    stall = options.stall
  }

  mutating func next() -> (wait: TimeAmount, bytes: ByteBuffer)? {
    var wait = interval
    while queue.isEmpty {
      guard let step = steps.next() else { return nil }
      if let stall, AnswerPlace.text.isBefore(step) { wait = max(stall, interval) }
      queue = writer.frames(step)[...]
    }
    return queue.popFirst().map { (wait, $0) }
  }
}

extension Answer {
  /// An answer as a stream; if it is cut, the connection ends with it.
  static func stream(_ answer: ModelAnswer, as dialect: AnswerDialect, _ options: AnswerOptions) -> Answer {
    .stream(dialect.writer.headers) { stream in
      var frames = AnswerFrames(answer, as: dialect, options)
      var next = frames.next()
      var due = stream.eventLoop.now
      stream.flow {
        guard let frame = next else {
          if case .cut = options.ending { stream.endWithConnection() } else { stream.end() }
          return nil
        }
        let wait = due - stream.eventLoop.now
        guard wait <= .zero else {
          stream.resumeFlow(in: wait)
          return nil
        }
        next = frames.next()
        // From when it was due, so that the pace does not drift; but nothing is made up for.
        due = max(due + (next?.wait ?? .zero), stream.eventLoop.now)
        return frame.bytes
      }
    }
  }
}
