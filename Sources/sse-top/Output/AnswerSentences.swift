import Findings
import ModelAnswers
import Text

extension AnswerFinding {
  /// What is said of it behind an answer that is written; `nil` where it is nothing to the reader of the text.
  var sentence: String? {
    switch FindingCode(rawValue: code) {
    case .answerError, .answerCut, .answerLength, .toolNotJSON: Printable.text(title)
    default: nil
    }
  }
}
