package import Diagnosing
import EventOutput
import Text

/// The options of `--diagnose`.
struct DiagnosisOptions: Equatable, Sendable {
  var isAskedFor = false
  var origin: String?
  var probing: Probing?
  var failOn: FailOn?
}

extension OptionTable {
  static let diagnosisOptions: [Option] = [
    flag(
      "diagnose",
      "Says what is wrong with the stream, and what helps: watches it for 30 seconds, or for -m, requests it also as browsers do and once with Last-Event-ID, and prints a report on each stream; --format ndjson prints JSON. Files are judged without requests."
    ) { $0.diagnosis.isAskedFor = true },
    text("origin", "url", "With --diagnose: the page's origin that browsers would send, to check CORS.") {
      $0.diagnosis.origin = $1
    },
    flag("probe", "With --diagnose: asks as browsers do although the request has a body.") {
      $0.diagnosis.probing = .always
    },
    flag("no-probe", "With --diagnose: makes the request as given, and no other.") {
      $0.diagnosis.probing = Probing.none
    },
    amount(
      "fail-on", "what",
      "With --diagnose: what makes the exit status 1: error (the default), warning, note, never, or names of findings, separated by commas."
    ) { $0.diagnosis.failOn = $1 },
  ]
}

extension FailOn: Amount {
  static let forms = "error, warning, note, never, or names of findings, separated by commas"

  init?(argument: String) { self.init(argument) }
}

/// What `--diagnose` asks for.
package struct DiagnosisPlan: Equatable, Sendable {
  /// Streams that are diagnosed at the same time.
  package static let limit = 16

  /// `--origin`
  package var origin: String?
  package var probing = Probing.usual
  package var failOn = FailOn()

  package init(origin: String? = nil, probing: Probing = .usual, failOn: FailOn = FailOn()) {
    (self.origin, self.probing, self.failOn) = (origin, probing, failOn)
  }
}

extension Options {
  /// `nil` unless it is asked for.
  var diagnosisPlan: DiagnosisPlan? {
    get throws(UsageError) {
      guard diagnosis.isAskedFor else {
        let needless = [
          diagnosis.origin.map { _ in "--origin" }, diagnosis.probing.map { $0 == .always ? "--probe" : "--no-probe" },
          diagnosis.failOn.map { _ in "--fail-on" },
        ].compactMap(\.self)
        if let option = needless.first { throw UsageError("\(option) goes with --diagnose.") }
        return nil
      }
      if let origin = diagnosis.origin, !HTTPFieldValue.staysOnLine(origin.utf8) || origin.isEmpty {
        throw UsageError("The value of --origin is an origin, as https://shop.example.")
      }
      if let other = otherWork.first {
        throw UsageError("--diagnose judges the whole stream; \(other) does not go with it.")
      }
      if let format = output.format, ![.text, .ndjson, .none].contains(format) {
        throw UsageError("--diagnose writes --format text or ndjson, not \(format.rawValue).")
      }
      return DiagnosisPlan(
        origin: diagnosis.origin, probing: diagnosis.probing ?? .usual, failOn: diagnosis.failOn ?? FailOn())
    }
  }

  /// Options that ask for another kind of run.
  private var otherWork: [String] {
    [
      recording.file.map { _ in "--record" }, receipt.metrics.map { _ in "--metrics" },
      output.maxEvents.map { _ in "--max-events" },
      output.until.map { _ in "--until" }, output.expected.isEmpty ? nil : "--expect",
      output.rounds.map { _ in "--repeat" }, output.groupingPath.map { _ in "--by" },
      output.filter.map { _ in "--filter" }, output.types.isEmpty ? nil : "--type",
      output.excludedTypes.isEmpty ? nil : "--exclude-type", alerts.expressions.isEmpty ? nil : "--alert",
      alerts.stop.map { _ in "--stop-on" },
    ].compactMap(\.self)
  }
}
