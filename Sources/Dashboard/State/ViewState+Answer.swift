import EventFilter
import ModelAnswers
import StreamModel
import Text

extension ViewState {
  /// Those of the frozen view, if there is one.
  var shownAnswers: AnswerReaders? { frozen.map(\.answers) ?? answers }

  /// Opens the page of answers, at the piece of the event under the cursor, or closes it.
  mutating func toggleAnswer(_ state: StreamState) {
    let isAtEvent = detail != nil || panes.isEmpty && !feed.follows
    let source = state.sources.count > 1 ? subjectSource(state) : 0
    let readers = shownAnswers?.readers ?? []
    let hasAnswer = readers.indices.contains(source) && readers[source].current != nil
    let event = isAtEvent && hasAnswer ? subject(in: state) : nil
    toggle { AnswerPane(source: hasAnswer ? source : nil, event: event) }
  }

  mutating func apply(_ command: AnswerCommand, _ context: Context) -> Effect? {
    let answers = shownAnswers
    guard let page = pane as? AnswerPane, let (entry, answer) = page.answer(answers) else { return nil }
    switch command {
    case .nextAnswer:
      if change(AnswerPane.self, { $0.go(by: 1, answers) }) == false { tell("this is the newest answer") }
    case .previousAnswer:
      if change(AnswerPane.self, { $0.go(by: -1, answers) }) == false { tell("this is the first answer that is kept") }
    case .nextStall:
      if change(AnswerPane.self, { $0.goToStall(by: 1, entry.numbers) }) == false { tell("no stall after this") }
    case .previousStall:
      if change(AnswerPane.self, { $0.goToStall(by: -1, entry.numbers) }) == false { tell("no stall before this") }
    case .nextPiece: change(AnswerPane.self) { $0.goToPiece(by: 1, answer) }
    case .previousPiece: change(AnswerPane.self) { $0.goToPiece(by: -1, answer) }
    case .event: goToEvent(page.event(answer), context)
    case .toggleFold: change(AnswerPane.self) { $0.toggleFold() }
    case .copyBlock:
      if let (text, subject) = page.sourceText(answer) { return .copy(text, subject: subject) }
      guard let block = page.block(answer) else {
        tell("there is no block under the cursor", isTrouble: true)
        return nil
      }
      return .copy(block.shownText, subject: block.subject)
    case .copyAnswer:
      guard let answer else { return nil }
      return .copy(AnswerPane.text(of: answer), subject: "the answer without its thinking")
    }
    return nil
  }

  /// Goes to the next match on the page of answers; `nil` where that is not open.
  mutating func findInAnswer(_ pattern: TextPattern, forward: Bool, isIncremental: Bool = false) -> Bool? {
    guard let answer = (pane as? AnswerPane)?.answer(shownAnswers)?.answer else {
      return pane is AnswerPane ? false : nil
    }
    return change(AnswerPane.self) { $0.find(pattern, answer, forward: forward, isIncremental: isIncremental) }
  }

  /// Shows the event in the feed.
  private mutating func goToEvent(_ event: Int?, _ context: Context) {
    let state = context.state
    guard let event else { return tell("no piece has come here", isTrouble: true) }
    guard state.log.positions.contains(event) else {
      return tell("this event is no longer kept", isTrouble: true)
    }
    leaveEnd(context.live)
    panes = []
    search?.pending = nil
    feed.go(to: event, in: state)
    if !feed.reader(state).isRow(event) {
      tell("the feed does not show this event: it is filtered out", role: .warning)
    }
  }
}
