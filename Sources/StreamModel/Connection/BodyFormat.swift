/// How a body is taken apart into events.
public enum BodyFormat: Equatable, Sendable {
  /// The standard's event stream.
  case eventStream
  /// Newline-delimited JSON and its like: each line is the data of an event.
  case lines
  /// A JSON text sequence (RFC 7464): each text is the data of an event, over however many lines it goes.
  case sequence

  /// What a response's content type says; everything that is not known as lines counts as an event stream.
  init(_ head: ResponseHead) {
    let essence = MIMEType.essence(ofContentTypes: head.values(of: "Content-Type"))
    // The suffix is that of other types in this form (RFC 8091).
    if essence == "application/json-seq" || essence?.hasSuffix("+json-seq") == true {
      self = .sequence
    } else {
      self = essence.map(Self.lineTypes.contains) == true ? .lines : .eventStream
    }
  }

  /// The names under which lines of JSON go.
  private static let lineTypes: Set<String> = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
    "application/jsonlines",
  ]
}
