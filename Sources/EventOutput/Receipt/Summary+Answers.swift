import ModelAnswers
import StreamModel
import Text

extension AnswerNumbers {
  /// The answer as an object of JSON; times are milliseconds.
  func json(for reader: JSONText.Reader) -> String {
    func string(_ text: String) -> String { Summary.quoted(text, for: reader) }
    func number(_ count: Int?) -> String { count.map(String.init) ?? "null" }
    func since(_ moment: Moment?) -> String { Summary.milliseconds(moment.map { $0 - times.start }) }
    func object(_ members: [(key: String, value: String)]) -> String {
      "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    }
    let told = [
      ("input", usage.input), ("cached", usage.cached), ("output", usage.output), ("thinking", usage.thinking),
    ]
    return object([
      ("dialect", string(dialect.rawValue)),
      ("model", model.isEmpty ? "null" : string(model)),
      ("first_event_ms", since(times.firstEvent)),
      ("ttft_ms", since(times.firstToken)),
      ("text_ms", since(times.firstText)),
      ("last_ms", since(times.lastToken)),
      ("output_tokens", number(outputTokens.count)),
      ("estimated", "\(outputTokens.isEstimated)"),
      ("itl_ms", Summary.milliseconds(interTokenLatency)),
      (
        "chunk_gap_ms",
        object([
          ("p50", Summary.milliseconds(times.gaps?.median)), ("p99", Summary.milliseconds(times.gaps?.p99)),
          ("max", Summary.milliseconds(times.gaps?.longest)),
        ])
      ),
      ("stalls", number(times.stalls.count)),
      ("finish", finish.map(string) ?? "null"),
      ("usage", object(told.compactMap { name, count in count.map { (name, String($0)) } })),
      (
        "characters",
        object([
          ("text", number(characters.text)), ("thinking", number(characters.thinking)),
          ("tool", number(characters.tool)),
        ])
      ),
    ])
  }
}
