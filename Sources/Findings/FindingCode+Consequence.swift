extension FindingCode {
  /// Why it matters: what it does to those who receive the stream. Empty where the title says it all.
  package var consequence: String { Self.consequences[rawValue, default: ""] }

  private static let consequences = delivery.merging(ends) { first, _ in first }.merging(wire) { first, _ in first }
    .merging(head) { first, _ in first }.merging(sequence) { first, _ in first }
    .merging(answer) { first, _ in first }.merging(comparison) { first, _ in first }

  private static let delivery = [
    "delivery.held-by-size":
      "Clients get events late and many at once: on a stream that says little, minutes late, and the last ones never.",
    "delivery.held-by-compressor":
      "Browsers ask for compression, so they get events late and many at once; curl, which does not ask, shows nothing.",
    "delivery.one-behind":
      "Clients act on an event when its blank line comes: each is late by as long as the next one takes.",
    "delivery.held": "The events carry their own times, and came later than these say: clients see old news.",
    "delivery.lumps": "If something on the way gathers events, clients get them late; the application may want it so.",
    "delivery.all-at-once": "Nothing arrives while the answer is made: clients wait for its end, as without a stream.",
    "delivery.head-late": "Until the headers come, onopen does not fire and time-outs run: clients seem to hang.",
    "delivery.no-head": "The connection is open, but clients cannot tell a slow stream from a dead server.",
    "delivery.nothing": "To a proxy the connection looks like a dead one, and it may end it.",
  ]

  private static let answer = [
    "llm.error": "The answer ends here, although its status was 200.",
    "llm.no-finish": "The answer is not whole, and a client that does not look for the end mark takes it as whole.",
    "llm.length": "The answer is cut off at the limit of its length.",
    "llm.tool-json": "A tool cannot be called with arguments that do not parse.",
    "llm.batched": "Several tokens share an event, so times of single tokens cannot be told.",
  ]

  private static let comparison = [
    "compare.one-sided": "Clients of one stream miss events that clients of the other one get.",
    "compare.differs": "Clients of the two streams act on different data for the same event.",
  ]

  private static let ends = [
    "cut.idle-timeout": "A quiet stream is ended and opened again and again; what is sent meanwhile may be lost.",
    "cut.lifetime": "What is sent between two connections is lost, unless events have ids and the server resumes.",
    "cut.unclean": "Clients cannot tell the end from a failure, and what was on its way is lost.",
    "cut.storm": "Clients reconnect again and again: load for the server, and no events for them.",
    "cut.mid-event": "Clients drop an event that is not whole: it is lost, unless the server sends it again.",
    "cut.error-body":
      "A client takes 200 and text/event-stream for a stream, finds no event, and asks again and again.",
    "cut.stalled": "One end was gone and the other did not notice: until somebody reconnects, all events are lost.",
  ]

  private static let wire = [
    "wire.unprefixed-line": "Clients leave such lines out, so the data is not what was meant, and JSON does not parse.",
    "wire.misspelt-field": "Clients ignore the whole line: the event comes without it, or not at all.",
    "wire.no-blank-line": "Without a blank line there is no event: clients gather lines and fire nothing.",
    "wire.escaped-newlines": "Clients see two characters where a line should end, so several lines are taken for one.",
    "wire.stray-cr": "A CR ends a line too: the rest of the line is read as another field, mostly ignored.",
    "wire.not-utf8": "Clients put U+FFFD in place of each wrong byte: text is lost without an error.",
    "wire.id-nul": "Clients ignore such an id, and resume from an older one: events come twice.",
    "wire.retry-invalid": "Clients ignore it, and reconnect after their own time.",
    "wire.second-bom": "The line begins with three bytes that belong to its name, so its field is ignored.",
    "wire.json-broken": "Whatever parses each event as JSON fails on these.",
    "wire.overlong": "What was dropped is missing here; other clients may keep it, or run out of memory.",
    "wire.huge-event": "A client holds an event in memory until its blank line comes, and then parses it at once.",
    "wire.unknown-field": "Clients ignore these lines. If they were meant to be data, they are lost.",
    "wire.retry-odd": "After a loss all clients come back at once, or stay away for minutes.",
    "wire.comment-flood": "Most of what is sent is comments: traffic for nothing.",
    "wire.bom": "Allowed once, at the very start; some clients do not know that and lose the first field.",
  ]

  private static let head = [
    "head.content-type": "EventSource refuses anything but text/event-stream, and does not try again.",
    "head.charset": "Clients read UTF-8 whatever it says: text in another encoding is garbled.",
    "head.cached": "Clients get what was stored some time ago, and no new events.",
    "head.no-cache": "A cache on the way may store the response and give it to others.",
    "head.http10": "Without chunks the end of the body cannot be told from a loss, and proxies may wait for it.",
    "head.no-framing": "A stream that ended and one that was lost look the same: clients reconnect in both cases.",
    "head.length": "Whoever sets the length must have the whole body first: nothing is live.",
    "head.cors": "Browsers give a page of that origin no event of this stream.",
    "head.http1-limit": "Six tabs hold all connections that a browser has for the host; a seventh waits.",
  ]

  private static let sequence = [
    "id.missing": "Clients that rely on each event have an incomplete picture from here on.",
    "id.repeated": "Clients that add up what comes count it twice, unless they look at ids.",
    "id.late": "Clients that show what came last show something older.",
    "id.resume-ignored": "After each reconnect clients get again what they had, and show or count it twice.",
    "id.restart": "The id that a client comes back with names another event: it misses some, or has some twice.",
    "id.not-unique": "Two events share an id, so a client that comes back cannot say which of them it had.",
    "id.none": "A client that comes back cannot say what it had, so it misses what was sent meanwhile.",
    "beat.none": "A quiet stream looks like a dead one: time-outs on the way end it, and clients cannot notice a loss.",
    "beat.rare": "Time-outs on the way, many of 60 s, end the connection between two of them.",
    "beat.late": "The connection may be dead without an end: clients wait for events that cannot come.",
  ]
}
