/// What there is to say of a code, whatever stream it is found in.
package struct FindingRule: Sendable {
  /// Where the rule does not decide otherwise.
  package var severity: Severity
  package var certainty: Certainty
  package var title: String
  /// When it is found, with its thresholds.
  package var when: String
  /// What helps in general; what the path knows comes first.
  package var remedies: [String]

  init(
    _ severity: Severity, _ certainty: Certainty, _ title: String, when: String, remedies: [String] = []
  ) {
    (self.severity, self.certainty, self.title) = (severity, certainty, title)
    (self.when, self.remedies) = (when, remedies)
  }

  private static let flushRemedies = [
    "let the application send X-Accel-Buffering: no",
    "switch response buffering off for this path, in each proxy before the application",
  ]
  static let heartbeat = heartbeat(every: 15)
  private static let resuming = "read the Last-Event-ID request header, and send only what comes after that id"

  static func heartbeat(every seconds: Int) -> String {
    "send a comment line (\": ping\" and a blank line) every \(seconds) s"
  }

  /// The table.
  static func of(_ code: FindingCode) -> FindingRule {
    switch code {
    case .heldBySize, .heldByCompressor, .oneBehind, .held, .lumps, .allAtOnce, .headLate, .noHead, .nothing:
      delivery(code)
    case .idleTimeout, .lifetime, .unclean, .storm, .midEvent, .errorBody, .stalled: ends(code)
    case .contentType, .charset, .cached, .noCache, .http10, .noFraming, .length, .cors, .http1Limit: head(code)
    case .missing, .repeated, .late, .resumeIgnored, .restart, .notUnique, .noID: ids(code)
    case .noBeat, .rareBeat, .lateBeat: beat(code)
    case .answerError, .answerCut, .answerLength, .toolNotJSON, .batchedTokens: answer(code)
    case .oneSided, .differs: comparison(code)
    default: wire(code)
    }
  }

  private static func delivery(_ code: FindingCode) -> FindingRule {
    switch code {
    case .heldBySize:
      FindingRule(
        .error, .likely, "A buffer on the way holds events until it is full",
        when: """
          At least 3 of the newest 16 lumps of bytes, and three quarters of those that can be judged, stopped inside a \
          line, and an event is at most half a lump; certain if 3 of them have the same length or a multiple of 1,024, \
          within 32 bytes. Likely with 2 of about the same multiple of 4,096, or with 1 of 20 events whose response headers \
          were awaited for 3 s. A warning while half of the pauses are below 0.3 s. A lump is what comes between two \
          pauses of 100 ms, or of three times as long as the connection took to be made. Lumps below 4,500 bytes are \
          not judged, unless they are multiples of 1,024, nor those that are full packets and nothing else, as the \
          kernel counts them: a link cuts a stream so; where two of them, and a quarter of all, stopped inside a line, \
          nothing is said. Nor are lumps judged that had waited for sse-top itself.
          """, remedies: flushRemedies)
    case .heldByCompressor:
      FindingRule(
        .error, .likely, "A compressor holds events back",
        when: """
          As delivery.held-by-size or delivery.one-behind, under a Content-Encoding, for lumps of 64 KiB or after pauses of \
          1.5 s; or 50 events within 20 ms after 5 s \
          without any since the stream was opened. Certain if --diagnose finds that a request that accepts codings \
          brings 3 events, or all of them, 1 s later than one that does not, or nothing where that brings 3 events; likely \
          where three quarters of at least 5 come 0.3 s later.
          """,
        remedies: [
          "flush the compressor after each event", "leave text/event-stream out of what is compressed",
          "let the application send Cache-Control: no-cache, no-transform",
        ])
    case .oneBehind:
      FindingRule(
        .error, .certain, "Each event is complete only when the next one comes",
        when: """
          The last line of 3 events in a row was whole for 250 ms, and their blank line came together with the next \
          event's first line.
          """, remedies: ["write the blank line that ends an event together with the event, then flush"])
    case .held:
      FindingRule(
        .error, .likely, "Events that were made one by one come together",
        when: """
          In 3 of the newest 16 lumps of at least 5 events, and three quarters of them, the events' own times lie half of \
          the pause before them apart or more, at most two pauses and 1 s; pauses are 200 ms, or three times as long as the \
          connection took to be made; of times in whole seconds only where the pause is 2 s. The time is the \
          first one in the JSON of their data.
          """, remedies: flushRemedies + ["or let the application send each event as it arises, not several together"])
    case .lumps:
      FindingRule(
        .note, .possible, "Events come in lumps",
        when: """
          At least 5 lumps stopped between events, four fifths of the events came in lumps of 5 within 20 ms, and the \
          pauses are 200 ms or more and ten times the lump.
          """, remedies: ["watch the application directly, to see whether it sends them like this"])
    case .allAtOnce:
      FindingRule(
        .error, .likely, "The whole stream comes at once, at its end",
        when: """
          A body of at least 10 events has ended, all of it came within 100 ms or 2 % of the request's time, 1 s or more \
          after the request. An error under a Content-Length, else a note, and nothing \
          where the stream announced its end.
          """,
        remedies: [
          "something collects the response before it passes it on: an API gateway that buffers, a development proxy, a "
            + "WSGI worker; let it stream"
        ])
    case .headLate:
      FindingRule(
        .warning, .likely, "The response headers wait for the first event",
        when: """
          GET; headers and first event came within 10 ms of each other, and 3 s or more after the request, or 1 s or \
          more on 2 connections that lasted 20 s and did not announce their end.
          """, remedies: ["flush the headers at once, or send a comment at once: until then onopen waits"])
    case .nothing:
      FindingRule(
        .note, .possible, "The stream is open, and nothing comes",
        when: "--diagnose; GET; the whole time, 20 s or more, open without a byte.",
        remedies: ["send a comment at once, and one every 15 s"])
    default:
      FindingRule(
        .warning, .possible, "No response headers come",
        when: """
          GET; the request was sent 10 s ago, and there is no answer. Seconds in which this program waited longer for a \
          processor than it ran do not count, 60 of them at most, and for a diagnosis only those in which it waited 0.25 s: \
          a server on the same machine waits as well.
          """,
        remedies: ["flush the headers at once; a buffer may hold them back together with the first events"])
    }
  }

  private static func ends(_ code: FindingCode) -> FindingRule {
    switch code {
    case .idleTimeout:
      FindingRule(
        .warning, .likely, "Something ends a silent connection after a while",
        when: """
          2 of the last 5 connections ended the same time after their last byte, 4 s or more, within 0.25 s or 1 %, at ages \
          that differ by more than 10 %; or 1 did, after a time that is usual for it and three times the longest usual \
          gap between events.
          """, remedies: [heartbeat, "raise the time-out that ends it, in the proxy or in the application"])
    case .lifetime:
      FindingRule(
        .warning, .likely, "Connections end at the same age",
        when: """
          2 connections ended at the same age, 2 s or more, within 0.5 s or 1 %, with bytes in its last half. A note if \
          ids go on without a gap, or if the ends are clean and the age is not a usual one.
          """, remedies: ["raise the limit of a request's time on the way, or let clients resume by ids"])
    case .unclean:
      FindingRule(
        .warning, .certain, "Connections break off",
        when: "A body was broken off: reset, or ended before its announced end.",
        remedies: ["end the body as HTTP requires; look for crashes and time-outs on the way"])
    case .storm:
      FindingRule(
        .error, .likely, "Connections end at once, again and again",
        when: "5 connections within 60 s, each shorter than twice the reconnection time and 1 s, none with an event.",
        remedies: ["answer 204 to end a stream for good", "set a longer retry"])
    case .midEvent:
      FindingRule(
        .warning, .likely, "A connection ended inside an event",
        when: """
          An event was unfinished at an end that sse-top did not ask for; certain if only its blank line was missing.
          """,
        remedies: ["write a blank line after each event, the last one too: clients drop what has none"])
    case .stalled:
      FindingRule(
        .warning, .likely, "The connection was dead while it looked open",
        when: """
          No byte for 3 heartbeats and 1 s, or 4 times what is usual and 20 s (60 s while little is known); then the \
          connection was given up, and the next one brought events within 1 s. Where it was reset, and no heartbeats are \
          known, only if the next one brought 3 events within 1 s, and 2 more than the one before had.
          """, remedies: [heartbeat, "let clients give up a silent connection: --idle-timeout auto"])
    default:
      FindingRule(
        .error, .certain, "The body is an error message, not an event stream",
        when: "200 and text/event-stream, but the body ended without an event and begins with {, [ or <.",
        remedies: ["answer errors with their status, before the stream is opened"])
    }
  }

  private static func head(_ code: FindingCode) -> FindingRule {
    switch code {
    case .contentType:
      FindingRule(
        .error, .certain, "The response is not an event stream",
        when: "The content type is not text/event-stream: browsers refuse it.",
        remedies: ["send Content-Type: text/event-stream"])
    case .charset:
      FindingRule(
        .warning, .certain, "The content type names a charset other than UTF-8",
        when: "charset= is there and not utf-8. Event streams are always UTF-8, whatever it says.",
        remedies: ["send Content-Type: text/event-stream without a charset"])
    case .cached:
      FindingRule(
        .error, .certain, "The response comes out of a cache",
        when: "Age is more than 0, or X-Cache, CF-Cache-Status or X-Vercel-Cache says HIT.",
        remedies: ["send Cache-Control: no-cache, or no-store"])
    case .noCache:
      FindingRule(
        .note, .likely, "Nothing forbids caching the response",
        when: """
          GET; no Cache-Control with no-cache, no-store, private or max-age=0. A warning if a cache has signed the \
          response.
          """, remedies: ["send Cache-Control: no-cache"])
    case .http10:
      FindingRule(
        .warning, .certain, "The response is HTTP/1.0", when: "The status line says HTTP/1.0.",
        remedies: ["speak HTTP/1.1 or later to the application: proxy_http_version 1.1; in nginx"])
    case .noFraming:
      FindingRule(
        .note, .certain, "The end of the body cannot be distinguished from a loss",
        when: "HTTP/1.1 without Transfer-Encoding: chunked and without Content-Length.")
    case .cors:
      FindingRule(
        .error, .certain, "Pages of the request's origin cannot read the stream",
        when: """
          The request has an Origin, and Access-Control-Allow-Origin is absent or names another one; with a cookie it must \
          not be *, and Access-Control-Allow-Credentials must be true.
          """,
        remedies: [
          "send Access-Control-Allow-Origin with the page's origin",
          "with cookies: Access-Control-Allow-Credentials: true",
        ])
    case .http1Limit:
      FindingRule(
        .note, .certain, "Browsers open at most six such streams for a host",
        when: "--diagnose; GET over HTTP/1.1: a browser has six connections a host, for all its pages.",
        remedies: ["speak HTTP/2 to browsers"])
    default:
      FindingRule(
        .note, .certain, "The response announces its length",
        when: "200 with a Content-Length: a body of known length is no live stream.")
    }
  }

  private static func ids(_ code: FindingCode) -> FindingRule {
    switch code {
    case .missing:
      FindingRule(
        .error, .certain, "Events are missing, by their ids",
        when: """
          Ids count by one in 90 % of at least 8 steps, and numbers were passed over that have not come since. A warning, \
          and likely, where they do in half of at least 16 steps, or rise by another number each time. Numbers, numbers \
          behind a head that stays the same, and the offsets of a log in JSON are read.
          """,
        remedies: ["keep more events for clients that resume", "look for what drops events on the way to the stream"])
    case .repeated:
      FindingRule(
        .warning, .likely, "Events come more than once, by their ids",
        when: """
          An id came again with the data it had: one of the newest 64 events before a reconnect, or a number where ids \
          count by one in 90 % of at least 8 steps. A note on one connection.
          """,
        remedies: [resuming])
    case .late:
      FindingRule(
        .note, .certain, "Events come out of order, by their ids",
        when: "Ids count by one in 90 % of at least 8 steps, and a number came after a higher one.")
    case .resumeIgnored:
      FindingRule(
        .error, .certain, "Last-Event-ID is ignored: the same events come again",
        when: """
          The request had a Last-Event-ID, and the stream began with the first 2 events of the connection before it, or \
          (likely) 5 of the newest 64 events came again in their order. --diagnose resumes with the id of the fifth newest \
          event: 5 events from before it, or the first 2 of the stream, come again (likely with 2 others).
          """,
        remedies: [resuming, "answer 204 (No Content) where there is nothing more to send: clients stop reconnecting"])
    case .restart:
      FindingRule(
        .warning, .certain, "Ids start again on each connection: no resuming",
        when: """
          After a reconnect 2 ids came again with other data, the first of them the one that the connection before began \
          with; or 5 did. A note where ids begin with 0 or 1.
          """, remedies: ["number the stream's events, and not those of a connection", "or send no ids"])
    case .notUnique:
      FindingRule(
        .warning, .certain, "Different events have the same id",
        when: """
          Of the first 64 events of a connection 2 had the id of an earlier one, with another id between them, and other \
          data.
          """, remedies: ["give each event an id of its own: a client goes on after the last one it has seen"])
    default:
      FindingRule(
        .note, .certain, "What comes between two connections is lost, and nothing shows it",
        when: "A connection was lost, and no event has an id.",
        remedies: ["send an id with each event, and after a reconnect only what comes after Last-Event-ID"])
    }
  }

  private static func beat(_ code: FindingCode) -> FindingRule {
    switch code {
    case .noBeat:
      FindingRule(
        .note, .likely, "There is no heartbeat",
        when: "55 s without a byte on an open connection, and no heartbeat is known.", remedies: [heartbeat])
    case .lateBeat:
      FindingRule(
        .warning, .likely, "The heartbeat does not come",
        when: """
          No byte for 3 heartbeats and 1 s. A heartbeat is known when 3 of the newest 8 gaps between comments, or events \
          that say nothing, lie within 20 % of their median, in times without other events.
          """,
        remedies: [
          "reconnect: --idle-timeout auto does so", "check that the server, and each proxy before it, still runs",
        ])
    default:
      FindingRule(
        .note, .likely, "Heartbeats are rare",
        when: "They come more than 55 s apart: many time-outs on the way are 60 s.", remedies: [heartbeat])
    }
  }

  private static func answer(_ code: FindingCode) -> FindingRule {
    switch code {
    case .answerError:
      FindingRule(
        .error, .certain, "A language model's answer failed", when: "An event of the answer tells an error.",
        remedies: ["show the error to who asked, and ask again later"])
    case .answerCut:
      FindingRule(
        .error, .certain, "A language model's answer was cut",
        when: "The body ended or was lost, or the next answer began, before what ends an answer in its dialect.",
        remedies: ["treat an answer as complete only when its end has come", "look for a time-out on the way"])
    case .answerLength:
      FindingRule(
        .note, .certain, "A language model's answer ended at a length limit",
        when: "The reason to finish is length, max_tokens or another name of it.",
        remedies: ["raise the limit of output tokens"])
    case .toolNotJSON:
      FindingRule(
        .warning, .certain, "The arguments of a tool call are not JSON",
        when: "The arguments are whole, kept whole, and not one JSON value (RFC 8259).",
        remedies: ["check the arguments before the tool is called"])
    default:
      FindingRule(
        .note, .certain, "Chunks of an answer hold several tokens",
        when: "The answer is whole, and tells a quarter more output tokens than it has chunks; at least 4 chunks.")
    }
  }

  private static func comparison(_ code: FindingCode) -> FindingRule {
    switch code {
    case .oneSided:
      FindingRule(
        .error, .certain, "Events of the other stream do not come on this one",
        when: """
          With --compare: an event came on one side, a later one came on both, and --window (10 s) passed without it. Not \
          counted is what came within a window after a side was opened, or before or after it was lost, whose key came \
          more than once, and (unless ids are compared) a type of which nothing is the same on both. Likely unless ids are \
          compared.
          """,
        remedies: [
          "look for what drops or filters events on the way of this stream",
          "ask for both as the same user, with the same parameters",
        ])
    default:
      FindingRule(
        .error, .certain, "Events have other data than on the other stream",
        when: """
          With --compare: an event came on both sides under one key, with other data; the key stands for one event of each \
          side. Where the key was not asked for, at least half of the events that are on both have the same data: else ids \
          may count for each connection.
          """,
        remedies: [
          "look for what rewrites events on the way", "if they differ by their nature, compare by --compare-key PATH",
        ])
    }
  }

  private static func wire(_ code: FindingCode) -> FindingRule {
    switch code {
    case .unprefixedLine:
      FindingRule(
        .error, .likely, "Lines of data have no \"data:\" before them",
        when: """
          A line of no known field directly after a line of data, where the data so far is an unfinished JSON value \
          (certain), or where the line has no colon.
          """,
        remedies: ["print JSON on one line, or write \"data: \" before each line"])
    case .misspeltField:
      FindingRule(
        .error, .certain, "Field names are misspelt, so the fields are ignored",
        when: "A name differs from data, event, id or retry by case, by blanks around it or by a byte order mark.",
        remedies: ["write data, event, id and retry in lower case, at the line's start, the colon directly after"])
    case .noBlankLine:
      FindingRule(
        .error, .likely, "No blank line ends the event",
        when: "At least 10 lines in one unfinished event, from 3 reads 100 ms apart, begun 5 s ago or more.",
        remedies: ["write a blank line after each event"])
    case .escapedNewlines:
      FindingRule(
        .error, .likely, "Line ends are sent as a backslash and an n",
        when: """
          A backslash and an n stand before data:, event:, id: or at the end of data, in 1 unfinished or 3 of the first \
          32 events; JSON may hold them.
          """,
        remedies: ["write line feeds: a string in double quotes, or one escape less"])
    case .strayCR:
      FindingRule(
        .warning, .likely, "A carriage return inside data ends the line",
        when: "A line of data ends with a lone CR where other lines end with LF.",
        remedies: ["take CR out of what is sent, or write \"data: \" after it"])
    case .idNull:
      FindingRule(
        .warning, .certain, "An id holds NULL, so it is ignored", when: "U+0000 stands in the value of an id.",
        remedies: ["send ids of printable characters"])
    case .retryInvalid:
      FindingRule(
        .warning, .certain, "A retry value is not a number, so it is ignored",
        when: "The value of a retry is not ASCII digits alone.", remedies: ["send milliseconds: retry: 3000"])
    case .secondBOM:
      FindingRule(
        .warning, .certain, "A byte order mark stands inside the stream",
        when: "EF BB BF begins a line that is not the body's first: the line's field is ignored.",
        remedies: ["save the files that are sent without a byte order mark"])
    case .notUTF8:
      FindingRule(
        .warning, .certain, "Bytes are not UTF-8, and are shown as U+FFFD",
        when: "Bytes that are no UTF-8 stand in the stream; up to 1 MiB a second is looked at.",
        remedies: ["encode what is sent as UTF-8", "do not cut text by bytes"])
    case .brokenJSON:
      FindingRule(
        .warning, .certain, "Data is not JSON, although it was before",
        when: """
          The first 20 events of a type had an object or array of JSON as their data, and a later one does not. Single \
          words, marks of an end and empty data are let through; up to 200 events a second are looked at.
          """, remedies: ["send JSON in every event of the type, or give errors a type of their own"])
    case .hugeEvent:
      FindingRule(.note, .certain, "Events are very long", when: "An event has 1 MiB or more.")
    case .commentFlood:
      FindingRule(
        .note, .certain, "The stream is nearly nothing but comments",
        when: "20 comments a second or more and 90 % of the bytes, for 10 s.",
        remedies: ["a comment every 15 s is enough"])
    case .firstBOM:
      FindingRule(
        .note, .certain, "The stream begins with a byte order mark",
        when: "EF BB BF begins the body: the standard has it ignored, some clients do not.")
    case .overlong:
      FindingRule(
        .warning, .certain, "Lines or events over the limit were dropped",
        when: "A line or an event is longer than --max-event allows.", remedies: ["raise --max-event"])
    case .unknownField:
      FindingRule(
        .note, .certain, "Lines have no known field, so they are ignored",
        when: "A name is not data, event, id or retry, and no other rule explains it.")
    default:
      FindingRule(
        .note, .certain, "The reconnection time is unusual",
        when: "retry is below 100 ms or beyond 5 min.")
    }
  }
}
