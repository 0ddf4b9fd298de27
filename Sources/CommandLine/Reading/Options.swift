/// What the options of a run say, still without a look at files: a field for each, grouped as `--help` groups them.
///
/// Each file beside this one has the fields of a group and, below them, the rows of the option table that set them.
struct Options: Equatable, Sendable {
  /// URLs and files, in the order given.
  var urls: [String] = []
  var request = RequestOptions()
  var connection = ConnectionOptions()
  var tls = TLSOptions()
  var stream = StreamOptions()
  var input = InputOptions()
  var recording = RecordingOptions()
  var output = OutputOptions()
  var alerts = AlertOptions()
  var diagnosis = DiagnosisOptions()
  var comparison = ComparisonOptions()
  var display = DisplayOptions()
  var receipt = ReceiptOptions()
}

extension Options {
  /// What words mean, in order: of two that set the same field the later one counts.
  ///
  /// - Throws: for the first value that is wrong, also where a later one takes its place.
  init(_ words: [OptionWord]) throws(UsageError) {
    for word in words {
      guard let option = OptionTable.option(named: word.name), let field = option.field else { continue }
      let value = word.value ?? ""
      guard field.set(&self, value) else { throw UsageError(option.mistake(in: value), word.origin) }
    }
  }
}
