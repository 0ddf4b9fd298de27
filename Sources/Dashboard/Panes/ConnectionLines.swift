import StreamModel

/// What is known about a source's connection, line by line.
enum ConnectionLines {
  static func lines(of index: Int, in state: StreamState, _ frame: Frame) -> [[TextSpan]] {
    let source = state.sources[index]
    let text = ConnectionText(source, frame)
    var lines = [
      fact("URL         ", source.url),
      [TextSpan("State       ", .label), TextSpan("\(text.mark) \(text.word)", text.role)],
    ]
    if let reason = text.reason { lines.append(fact("Reason      ", reason)) }
    if let head = source.head { lines += answer(head) }
    return lines
  }

  private static func answer(_ head: ResponseHead) -> [[TextSpan]] {
    var lines = [[], [TextSpan("ANSWER", .heading)], fact("Status      ", "\(head.version) \(head.status)")]
    for url in head.redirects { lines.append(fact("Redirected  ", url)) }
    for header in head.headers {
      lines.append([TextSpan(header.name + ": ", .name), TextSpan(header.value, .value)])
    }
    return lines
  }

  private static func fact(_ label: String, _ value: String) -> [TextSpan] {
    [TextSpan(label, .label), TextSpan(value, .value)]
  }
}
