import Glibc

/// What comes out where there is no dashboard.
nonisolated enum OutputFormat: String, CaseIterable, Sendable {
  /// A JSON object a line.
  case ndjson
  /// The data alone.
  case data
  /// An event stream again.
  case sse
  /// A line for eyes.
  case text
  case none
}

/// What the user asked of the output.
nonisolated struct OutputPlan: Equatable, Sendable {
  /// `--format`; `nil` for the one that fits where it goes.
  var format: OutputFormat?
  /// `-o`; `nil` for standard output.
  var file: String?
  /// `--comments`
  var showsComments = false
  /// `--states`
  var showsStates = false
  /// `--color`
  var colours = ColourWish.auto

  /// Whether lines are wanted even where a dashboard could be.
  var isAskedFor: Bool { format != nil || file != nil }
}

nonisolated extension OutputPlan {
  struct Failure: Error {
    var sentence: String
  }

  /// Whether a closed standard output leaves nowhere to write to.
  var needsStandardOutput: Bool { (file == nil || file == "-") && format != OutputFormat.none }

  /// Opens what is written to.
  func open() throws(Failure) -> Outlet {
    guard let file, file != "-" else { return Outlet() }
    do throws(OpenedOutput.Failure) { return try Outlet(path: file) } catch {
      let why = String(cString: strerror(error.number))
      throw Failure(sentence: "\(Printable.text(file)) cannot be written to: \(why)")
    }
  }
}
