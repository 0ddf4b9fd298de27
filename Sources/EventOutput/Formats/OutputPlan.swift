import Glibc
package import ModelAnswers
package import Text

/// What the user asked of the output.
package struct OutputPlan: Equatable, Sendable {
  /// `--format`; `nil` for the one that fits where it goes.
  package var format: OutputFormat?
  /// `-o`; `nil` for standard output.
  package var file: String?
  /// `--comments`
  package var showsComments = false
  /// `--states`
  package var showsStates = false
  /// `--data parsed`: whether ndjson holds data that is JSON as JSON.
  package var parsesData = false
  /// `--column`: the paths of `tsv`.
  package var columns: [JSONPath] = []
  /// `--color`
  package var colours = ColourChoice.auto
  /// `--thinking`
  package var showsThinking = false
  /// `--dialect`, `--text-path`
  package var dialect = DialectChoice()
  /// `--repeat`: how often the request is made, for its answer.
  package var rounds: Int?

  package init(
    format: OutputFormat? = nil, file: String? = nil, showsComments: Bool = false, showsStates: Bool = false,
    parsesData: Bool = false, columns: [JSONPath] = [], colours: ColourChoice = .auto
  ) {
    self.format = format
    self.file = file
    self.showsComments = showsComments
    self.showsStates = showsStates
    self.parsesData = parsesData
    self.columns = columns
    self.colours = colours
  }

  /// Whether lines are wanted even where a dashboard could be.
  package var isAskedFor: Bool { format != nil || file != nil }
}

extension OutputPlan {
  package struct Failure: Error {
    package var sentence: String
  }

  /// Whether a closed standard output leaves nowhere to write to.
  package var needsStandardOutput: Bool { (file == nil || file == "-") && format != OutputFormat.none }

  /// Opens what is written to.
  package func open() throws(Failure) -> OutputSink {
    guard let file, file != "-" else { return OutputSink() }
    do throws(OpenedOutput.Failure) { return try OutputSink(path: file) } catch {
      let why = String(cString: strerror(error.number))
      throw Failure(sentence: "\(Printable.text(file)) cannot be written to: \(why)")
    }
  }
}
