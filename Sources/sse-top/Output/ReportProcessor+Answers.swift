import EventFiles
import EventOutput
import Findings
import ModelAnswers
import StreamModel
import Text

/// The answers of language models: read, written, asked for once more, and what a run ends with because of them.
extension ReportProcessor {
  /// To be lent: while somebody else holds it, reading copies.
  var answerReaders: AnswerReaders? { models }

  /// The numbers of those that were read.
  var modelAnswers: [AnswerNumbers] { models?.answers ?? [] }

  func readAnswers(_ positions: Range<Int>, _ state: StreamState) {
    // Taken out meanwhile, so that nothing of it is copied.
    guard var models = models.take() else { return }
    models.receive(positions, in: state.log)
    self.models = models
    tellAnswers()
  }

  /// Whether something is asked once more, now that all sources are closed; a request that fails ends that.
  var isRepeating: Bool {
    guard repetitions != nil else { return false }
    if !isAskingAgain.isEmpty { return true }
    for (index, source) in model.state.sources.enumerated() {
      let answer = models?.readers[index].all.last
      // An answer that was asked for earlier is none of this request.
      let isNew = answer.map { $0.times.start >= source.attempts.last?.beganAt ?? .start } ?? false
      repetitions?.add(isNew ? answer : nil)
      guard let reason = source.connection.closingReason, reason.exitCode == 0, repetitions?.next() == true else {
        continue
      }
      isAskingAgain.insert(index)
      askAgain(index)
    }
    return !isAskingAgain.isEmpty
  }

  /// Writes what is new of an answer.
  func tellAnswers() {
    guard let output, output.lines.format == .answer, let changes = models?.takeChanges() else { return }
    for change in changes { output.lines.answer(change) }
  }

  /// What a run that writes answers ends with: one that was cut or failed, or none at all, is a failure.
  func judgedByAnswers(_ status: Int32) -> Int32 {
    guard let models, output?.lines.format == .answer || repetitions != nil else { return status }
    var hasFailed = false
    for finding in models.answers.flatMap(\.findings) {
      guard let sentence = finding.sentence else { continue }
      if finding.severity == .error {
        StandardError.say("sse-top: \(sentence)")
        hasFailed = true
      } else if repetitions == nil {
        StandardError.note("sse-top: \(sentence)")
      }
    }
    if models.answers.isEmpty, status == ExitCode.success {
      StandardError.say(
        "sse-top: nothing that came is a language model's answer; --dialect or --text-path tells how it is written")
      hasFailed = true
    }
    return hasFailed || repetitions?.hasFailed == true ? ExitCode.failure : status
  }

  /// What is said of an answer that the end of the time cuts; `nil` where none is wanted, or all are whole.
  var cutAnswer: String? {
    guard let models, output?.lines.format == .answer || repetitions != nil else { return nil }
    guard let open = models.answers.last(where: { $0.end == .open }) else {
      let isAsking = repetitions.map { !$0.isOver } ?? models.answers.isEmpty
      return isAsking ? "before an answer began" : nil
    }
    return open.characters.all == 0
      ? "before the answer said anything"
      : "within the answer: \(Quantity.counted(open.characters.all, "character")) came, the end did not"
  }

  /// Ends the line of an answer that nobody wants more of.
  func leaveAnswer() {
    guard let output, output.lines.format == .answer else { return }
    output.lines.answer(.ended)
    flush()
  }
}
