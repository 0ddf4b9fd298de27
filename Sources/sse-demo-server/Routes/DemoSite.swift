extension Site {
  /// Everything the demo server shows. A new scenario is a value in this folder and a line here.
  static func demo(_ environment: Environment, recording: Playback? = nil) -> Site {
    let streams: [any Route] =
      (recording.map { [$0] } ?? []) + [
        RandomNumbers(environment), Counter(), CurrentTime(environment), Mixed(environment),
        Series.orders(environment), Series.ticker(environment), Series.wiki(environment), LLM(environment),
        ModelEndpoint<ChatCompletions>(environment), ModelEndpoint<Responses>(environment),
        ModelEndpoint<Messages>(environment),
        Firehose(), Series.bursts, Huge(),
        Silent(), Heartbeat(), SlowLoris(),
        Resume(environment), Series.gaps, Series.duplicates, Series.reorder, IDs(),
        Cycle.multiline, Cycle.comments, Series.cr, Series.crlf, Series.bom, Cycle.invalidUTF8, Cycle.escape,
        Cycle.bidi, NoNewline(),
        Drop(), Retry(), Storm(), Breakdown.reset, Breakdown.halfOpen, Breakdown.truncate,
        Twin(environment), Held(), HeldGzip(), LateHead(), AllAtOnce(environment), Series.oneBehind,
        Cycle.noBlankLine, Cycle.pretty, Cycle.escapedLineEnds, Cycle.misspelt,
        Cut(), Replay(), RestartedIDs(), JSONError(), CORS(),
        NoContent(), Status(), WebPage(), Series.ndjson, Redirect(), Auth(), Echo(), Gzip(),
      ]
    return Site(routes: [Page(about: streams), Scenarios(about: streams)] + streams)
  }
}
