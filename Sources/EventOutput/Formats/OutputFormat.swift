/// What comes out where there is no dashboard.
package enum OutputFormat: String, CaseIterable, Sendable {
  /// A JSON object a line.
  case ndjson
  /// The data alone.
  case data
  /// An event stream again.
  case sse
  /// Values of paths, a line an event.
  case tsv
  /// A line for eyes.
  case text
  /// The answer of a language model, as text.
  case answer
  case none
}
