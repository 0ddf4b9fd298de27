/// How a body is taken apart into events.
public enum BodyFormat: Equatable, Sendable {
  /// The standard's event stream.
  case eventStream
  /// Newline-delimited JSON and its like: each line is the data of an event.
  case lines

  /// What a response's content type says; everything that is not known as lines counts as an event stream.
  init(_ head: ResponseHead) {
    let essence = MIMEType.essence(ofContentTypes: head.values(of: "Content-Type"))
    self = essence.map(Self.lineTypes.contains) == true ? .lines : .eventStream
  }

  /// The names under which lines of JSON go; the last has a record separator before each text (RFC 7464).
  private static let lineTypes: Set<String> = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
    "application/jsonlines", "application/json-seq",
  ]
}
