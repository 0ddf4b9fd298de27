extension FindingRule {
  /// What only the requests of `--diagnose` show.
  static func requests(_ code: FindingCode) -> FindingRule {
    switch code {
    case .nothing:
      FindingRule(
        .note, .possible, "The stream brings nothing",
        when: "--diagnose: the stream was open for 20 s or more, all the time of the request, without a byte.",
        remedies: [heartbeat, "send a comment at once, so that clients know that the stream works"])
    case .resumeIgnored:
      FindingRule(
        .error, .certain, "Resuming does not heed the Last-Event-ID header",
        when: """
          --diagnose: a request with the id of the fifth newest event as Last-Event-ID brought events again that came \
          before that one, in order and with the same data: 5 of them, or the first 2 of the stream. Likely with 2 others.
          """,
        remedies: [
          "read the Last-Event-ID header, and go on after that event", "or send no ids, if nothing can be resumed",
        ]
      )
    case .http1Limit:
      FindingRule(
        .note, .certain, "Over HTTP/1.1 a browser opens six connections to a host",
        when: "--diagnose: GET, and the response is HTTP/1.1 or HTTP/1.0.",
        remedies: ["serve the stream over HTTP/2"])
    default:
      FindingRule(
        .error, .certain, "Browsers refuse the stream to pages of this origin",
        when: """
          --diagnose --origin: the response has no Access-Control-Allow-Origin or names another origin; or the request \
          has credentials, and it names * or Access-Control-Allow-Credentials: true is missing.
          """,
        remedies: ["send Access-Control-Allow-Origin with this origin, and Vary: Origin"])
    }
  }
}
