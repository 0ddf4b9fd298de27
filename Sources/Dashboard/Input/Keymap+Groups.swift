import Findings
import StreamModel

extension Keymap {
  static let groups: [Group] = [
    types, moving, looking, replay, finding, findings, tables, fields, opened, changes, answer, comparison, taking,
    connection, program,
  ]

  private static let types = Group(
    title: "Event types",
    bindings: [
      bind([.tab, "]"], .feed(.nextType), "next-type", "show the next event type alone", .feed),
      bind([.backTab, "["], .feed(.previousType), "previous-type", "show the previous event type alone", .feed),
    ]
      + (1...9).map {
        bind(
          [.character(Character("\($0)"))], .feed(.onlyType($0)), "type-\($0)", "show only the type with this number",
          [.feed, .table])
      }
      + [
        bind(["0"], .feed(.allTypes), "all-types", "show all event types", [.feed, .table]),
        bind(
          ["="], .program(.group), "group", "group by the values of a path, not by type; empty: by type",
          [.feed, .table]),
        bind(["T"], .program(.types), "types", "the full table of types; again: back", [.feed, .table, .connection]),
      ])

  private static let moving = Group(
    title: "Moving",
    bindings: [
      bind([.up, "k"], .pane(.scroll(.up)), "up", "one row up; in the feed it stops following"),
      bind([.down, "j"], .pane(.scroll(.down)), "down", "one row down"),
      bind([.pageUp, .control("b"), "b"], .pane(.scroll(.pageUp)), "page-up", "one screen up"),
      bind([.pageDown, .control("f"), "f"], .pane(.scroll(.pageDown)), "page-down", "one screen down"),
      bind([.control("u")], .pane(.scroll(.halfPageUp)), "half-page-up", "half a screen up"),
      bind([.control("d")], .pane(.scroll(.halfPageDown)), "half-page-down", "half a screen down"),
      bind([.home, "g"], .pane(.top), "top", "the oldest event that is kept, the first row"),
      bind(
        ["F", "G", .end], .pane(.end), "follow", "the newest event, and follow; the last row",
        inReplay: "the newest event; again: the end of the recording"),
      bind([.left, "h"], .pane(.left), "left", "half a screen to the left", .feed),
      bind([.right, "l"], .pane(.right), "right", "half a screen to the right", .feed),
    ])

  private static let looking = Group(
    title: "Looking",
    bindings: [
      bind(
        [" ", "p", "Z", .function(5)], .program(.freeze), "freeze", "freeze the view; reading and counting go on",
        .feed,
        inReplay: pauses),
      bind(
        ["p", "Z"], .program(.freeze), "freeze", "freeze the view",
        [.table, .detail, .connection, .findings, .fields, .changes, .answer, .comparison], inReplay: pauses),
      bind([.enter], .pane(.open), "open", "the whole event, JSON as a tree", .feed),
      bind(
        [.escape, .backspace], .program(.back), "back",
        "back; in the feed: ends search, filter and type; never quits"),
      bind(
        ["t"], .feed(.time), "time", "time as clock, since start, since the event before, since its type", .feed
      ),
      bind(["w"], .pane(.wrap), "wrap", "wrap long lines, or cut them", .overEvents),
      bind(["H"], .feed(.comments), "comments", "show or hide comments (heartbeats)", .feed),
      bind(
        ["o"], .program(.layout), "open-beside", "open the event under the cursor beside the feed; again: close it",
        [.feed, .detail, .changes]),
      bind(
        ["z"], .feed(.zoom), "zoom", "only the feed, or the opened event; again: everything",
        [.feed, .detail, .changes]),
      bind(["+"], .program(.wider), "wider", "sparklines of a longer time: 1 m, 5 m, 1 h", [.feed, .table]),
      bind(["-"], .program(.narrower), "narrower", "sparklines of a shorter time", [.feed, .table]),
    ])

  private static let pauses = "pause the recording, or play on"

  private static let replay = Group(
    title: "Replay of a recording",
    bindings: [
      bind(["."], .replay(.nextEvent), "step", "one event on, and pause", .feed),
      bind([","], .replay(.previousEvent), "step-back", "one event back, and pause", .feed),
      bind(["J", .wordRight], .replay(.secondOn), "second-on", "one second on", .feed),
      bind(["K", .wordLeft], .replay(.secondBack), "second-back", "one second back", .feed),
      bind(["}"], .replay(.minuteOn), "minute-on", "one minute on", .feed),
      bind(["{"], .replay(.minuteBack), "minute-back", "one minute back", .feed),
      bind([">"], .replay(.faster), "faster", "play faster", .feed),
      bind(["<"], .replay(.slower), "slower", "play slower", .feed),
      bind(["u"], .replay(.nextPlace), "next-place", "the next place that the bar marks: drop, loss, finding", .feed),
      bind(["U"], .replay(.previousPlace), "previous-place", "the previous place that the bar marks", .feed),
    ], isOfReplays: true)

  private static let finding = Group(
    title: "Finding",
    bindings: [
      bind(
        ["/", .function(3)], .program(.search), "search", "search: word or /regex/",
        [.feed, .detail, .help, .fields, .answer]),
      bind(
        ["n"], .program(.nextMatch), "next-match", "the next match, in the direction of the search",
        [.feed, .detail, .fields, .answer]),
      bind(
        ["N"], .program(.previousMatch), "previous-match", "the previous match", [.feed, .detail, .fields, .answer]),
      bind(
        ["&", "\\", .function(4)], .feed(.filter), "filter", "filter: word, /regex/, event=NAME, .price>10, !not",
        [.feed, .fields]),
      bind(["*"], .event(.onlyLikeThis), "only-like-this", "only events like this one", .overEvents),
      bind(["e"], .feed(.nextNotice), "next-notice", "the next notice or error, or match of the alert", .feed),
      bind(["E"], .feed(.previousNotice), "previous-notice", "the previous one", .feed),
      bind(
        ["A"], .feed(.alert), "alert", "alert: ring, count and mark what matches from now on; empty: none", .feed),
      bind(["!"], .feed(.errors), "errors", "only notices and events that say error; again: all", .feed),
      bind([")"], .feed(.nextStall), "stall-after", "the next stall: ten times the usual pause, 1 s at least", .feed),
      bind(["("], .feed(.previousStall), "stall-before", "the previous stall", .feed),
      bind(["m"], .event(.mark), "mark", "mark the event, or unmark it", .overEvents),
      bind(["'"], .feed(.nextMark), "next-mark", "the next mark, then from the start", .feed),
      bind(["\""], .feed(.previousMark), "previous-mark", "the previous mark, then from the end", .feed),
    ])

  private static let findings = Group(
    title: "What is wrong",
    bindings: [
      bind(
        ["D"], .program(.findings), "findings", "what is wrong with the stream, and what to change; again: back",
        [.feed, .table, .detail, .connection, .answer, .findings, .comparison]),
      bind([.enter], .pane(.open), "open", "the finding in full; again: its place in the feed", .findings),
      bind(["J", "]", .tab], .findings(.next), "next-finding", "the next finding", .findings),
      bind(["K", "[", .backTab], .findings(.previous), "previous-finding", "the previous finding", .findings),
      bind(["y", "c"], .findings(.copy), "copy-finding", "copy the finding as Markdown", .findings),
      bind(["Y"], .findings(.copyAll), "copy-findings", "copy the report as Markdown", .findings),
      bind(
        ["s", .control("s"), .function(9)], .findings(.save), "save-findings",
        "save the report: " + ReportFormat.allCases.map(\.suffix).joined(separator: " "), .findings),
      bind(
        ["d"], .program(.diagnose), "diagnose", "diagnose with more requests, for 30 s; again: the result", .findings
      ),
    ])

  private static let tables = Group(
    title: "In a table",
    bindings: [
      bind([.enter], .pane(.open), "open", "only this type; of a source: its connection", .table),
      bind([" "], .table(.toggleShown), "toggle-shown", "hide or show the row's events", .table),
      bind(["*"], .table(.onlyThis), "only-this", "only the row's events; of a source, again: all", .table),
      bind(["<", ","], .table(.sortLeft), "sort-left", "sort by the column to the left", [.table, .fields]),
      bind([">", "."], .table(.sortRight), "sort-right", "sort by the column to the right", [.table, .fields]),
      bind(["I"], .table(.invertSort), "invert-sort", "reverse the order", [.table, .fields]),
    ])

  private static let fields = Group(
    title: "Fields of JSON",
    bindings: [
      bind(
        ["L"], .program(.fields), "fields", "the paths in the JSON of what is shown; again: back",
        [.feed, .table, .detail, .fields]),
      bind([.enter], .pane(.open), "open", "the values at the path; of a value only its events", .fields),
      bind(["y", "c"], .fields(.copy), "copy-field", "copy the path, or the value", .fields),
      bind(
        ["="], .program(.group), "group-by-path", "by this path's values instead of by type; again: by type", .fields),
      bind(
        ["+", " "], .event(.toggleColumn), "column-of-path", "the path as a column of the feed; again: without",
        .fields),
      bind(["P"], .fields(.copyPath), "copy-field-path", "copy the path", .fields),
    ])

  private static let opened = Group(
    title: "In an opened event",
    bindings: [
      bind(["J", "]", .tab], .opened(.nextEvent), "next-event", "the next event", [.detail, .changes]),
      bind(
        ["K", "[", .backTab], .opened(.previousEvent), "previous-event", "the previous event", [.detail, .changes]),
      bind([" ", .enter], .opened(.toggleFold), "toggle-fold", "fold or unfold", .detail),
      bind([.left, "h"], .pane(.left), "fold", "fold, or to the parent; to the left", .detail),
      bind([.right, "l"], .pane(.right), "unfold", "unfold, or to the first child; to the right", .detail),
      bind(["C"], .opened(.foldAll), "fold-all", "fold everything", .detail),
      bind(["O"], .opened(.unfoldAll), "unfold-all", "unfold everything", .detail),
      bind(["r"], .opened(.raw), "raw", "the bytes as they were sent, with line ends; again: back", .detail),
      bind(
        ["="], .program(.group), "group-by-node", "by this value instead of by type; again: by type",
        .detail),
      bind(
        ["+"], .event(.toggleColumn), "column-of-node", "this value as a column of the feed; again: without",
        .detail),
      bind(["P"], .event(.copyPath), "copy-path", "copy the path of the node", .detail),
    ])

  private static let changes = Group(
    title: "Changes",
    bindings: [
      bind(
        ["d"], .event(.changes), "changes",
        "changes since the one before of its type and group (~); again: the whole event",
        [.feed, .detail, .changes]),
      bind([.enter], .pane(.open), "open", "the value in the whole event", .changes),
      bind(["y", "c"], .changes(.copy), "copy-change", "copy the new value, of what is gone the old one", .changes),
      bind(["P"], .changes(.copyPath), "copy-change-path", "copy the path", .changes),
      bind([], .changes(.againstMark), "against-mark", "compare with the last marked event before it", .changes),
    ])

  private static let answer = Group(
    title: "Answers of language models",
    bindings: [
      bind(
        ["a"], .program(.answer), "answer", "what a language model says, and how fast; again: back",
        [.feed, .table, .detail, .connection, .findings, .answer]),
      bind([.enter], .pane(.open), "event", "the event of the piece under the cursor, in the feed", .answer),
      bind([.left, "h"], .pane(.left), "previous-piece", "the previous piece", .answer),
      bind([.right, "l"], .pane(.right), "next-piece", "the next piece", .answer),
      bind([" "], .answer(.toggleFold), "fold-block", "fold or unfold the block", .answer),
      bind(["J", "]", .tab], .answer(.nextAnswer), "next-answer", "the next answer", .answer),
      bind(["K", "[", .backTab], .answer(.previousAnswer), "previous-answer", "the previous answer", .answer),
      bind([")"], .answer(.nextStall), "next-stall", "the next stall", .answer),
      bind(["("], .answer(.previousStall), "previous-stall", "the previous stall", .answer),
      bind(["y", "c"], .answer(.copyBlock), "copy-block", "copy the block under the cursor", .answer),
      bind(["Y"], .answer(.copyAnswer), "copy-answer", "copy the answer without its thinking", .answer),
    ])

  private static let comparison = Group(
    title: "Two streams compared",
    bindings: [
      bind(
        ["V"], .program(.comparison), "compare", "two streams compared (--compare); again: back",
        [.feed, .table, .detail, .findings, .comparison]),
      bind(
        [.tab, "]"], .comparison(.nextSide), "next-side", "the events of A, of B, only on one, of both", .comparison),
      bind(
        [.backTab, "["], .comparison(.previousSide), "previous-side", "the same, the other way round", .comparison),
      bind([.enter], .pane(.open), "open", "the whole event; on what was found: its events", .comparison),
      bind([.left, "h"], .pane(.left), "to-found", "up to what was found, where Enter lists the events", .comparison),
      bind([.right, "l"], .pane(.right), "to-events", "down to the events", .comparison),
      bind(
        ["d"], .comparison(.differences), "differences", "what is different in the same event of A and B", .comparison),
      bind(["y", "c"], .comparison(.copy), "copy-comparison", "copy what was found, as text", .comparison),
      bind(
        ["s", .control("s"), .function(9)], .comparison(.save), "save-comparison",
        "save what was found: .md .json", .comparison),
    ])

  private static let taking = Group(
    title: "Copying and saving",
    bindings: [
      bind(["y", "c"], .event(.copyData), "copy", "copy the data", .feed),
      bind(["y", "c"], .event(.copyValue), "copy-value", "copy the value of the node; without one: the data", .detail),
      bind(["y", "c"], .table(.copyName), "copy-name", "copy the name of the row", .table),
      bind(["I"], .event(.copyID), "copy-id", "copy the ID of the event", [.feed, .detail, .changes]),
      bind(["Y"], .event(.copyEvent), "copy-event", "copy the event as it was sent", [.feed, .detail, .changes]),
      bind(
        ["s", .control("s"), .function(9)], .feed(.save), "save",
        "save what is shown: " + SavedFormat.allCases.map(\.suffix).joined(separator: " "), .feed),
      bind(["W"], .feed(.record), "record", "record the raw stream from now on; again: stop", .feed),
      bind(["v"], .event(.page), "page", "open the data in $PAGER or $EDITOR", .overEvents),
      bind(["|"], .event(.pipe), "pipe", "pipe the data to a command", .overEvents),
    ])

  private static let connection = Group(
    title: "Connections",
    bindings: [
      bind(
        ["i"], .program(.connection), "connection", "request, response, attempts; again: back",
        [.feed, .table, .connection, .findings]),
      bind(["S"], .program(.sources), "sources", "the table of sources; again: back", [.feed, .table, .connection]),
      bind([.tab, "]"], .connection(.nextSource), "next-source", "the next source's connection", .connection),
      bind(
        [.backTab, "["], .connection(.previousSource), "previous-source", "the previous source's connection",
        .connection),
      bind(
        ["R"], .program(.reconnect), "reconnect", "reconnect now, without waiting",
        [.feed, .table, .detail, .connection, .findings, .answer, .comparison]),
      bind(
        ["x"], .program(.connectOrDisconnect), "connect", "disconnect, or connect again", [.feed, .table, .connection]),
      bind(
        [], .program(.diagnose), "diagnose", "say what is wrong with the stream, with more requests; again: the report"),
      bind(["C"], .feed(.clear), "clear", "clear the feed; the counters stay", .feed),
    ])

  private static let program = Group(
    title: "The program",
    bindings: [
      bind(["?", .function(1)], .program(.help), "help", "the keys of this view"),
      bind([":"], .program(.palette), "palette", "every command by its name"),
      bind([], .program(.mouse), "mouse", "the mouse on or off"),
      bind([.control("l")], .program(.redraw), "redraw", "draw the screen anew"),
      bind([.control("z")], .program(.suspend), "suspend", "suspend; fg comes back"),
      bind(["q", .function(10)], .program(.quit), "quit", "back, then quit"),
      bind(["Q"], .program(.quitLeavingPage), "quit-leaving-page", "quit and leave the page on the normal screen"),
      bind([.control("c")], .program(.interrupt), "interrupt", "quit at once"),
    ])

  private static func bind(
    _ keys: [Key], _ command: Command, _ name: String, _ purpose: String, _ places: Place = .everywhere,
    inReplay: String? = nil
  ) -> Binding {
    Binding(
      keys: keys, command: command, places: places, name: name, purpose: purpose, purposeInReplay: inReplay)
  }
}
