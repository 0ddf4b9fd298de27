import StreamModel
import Text

/// What is known about a record beside its data, a fact a line.
struct DetailFacts {
  /// Event IDs are the stream's to choose, and as long as it likes.
  private static let idLimit = 4096
  private static let fieldLimit = 8

  private let state: StreamState
  private let record: Record
  private let clock: WallClock
  private let wireSize: Int
  private(set) var lines: [DetailLine] = []

  /// - Parameters:
  ///   - raw: what of the record is laid out, to tell what stands in it beside its data.
  ///   - isBeyondLimits: whether its data is more than a tree is made of.
  init(at position: Int, in state: StreamState, raw: RawBlock?, isBeyondLimits: Bool, clock: WallClock) {
    self.state = state
    self.clock = clock
    record = state.log[position]
    // The LF of a CRLF at the end is not in the record's length; what is laid out may be cut.
    wireSize = max(raw?.bytes.count ?? 0, Int(record.length))
    switch record.kind {
    case .event:
      add("Type", state.types.rows[Int(record.type)].name, .type)
      // Before the end of a recording an event may have set one.
      let none = state.lacksBeginning ? "none, unless an event before these has set one" : "none"
      add("ID", record.idLength > 0 ? state.log.id(record, limit: Self.idLimit)[...] : Array(none.utf8)[...])
      let unknown = "not known yet: what lies before is still being counted"
      add("Number", state.lacksBeginning ? unknown : Quantity.grouped(number(of: position)))
      add("Time", time)
      if let gap = gap(before: position) { add("Gap", gap) }
      add("Size", "\(Quantity.counted(Int(record.dataLength), "byte")), \(Quantity.grouped(wireSize)) on the wire")
    case .comment:
      add("Time", time)
      add("Size", Quantity.counted(Int(record.dataLength), "byte"))
    case .overlong, .notice: add("Time", time)
    }
    if state.sources.count > 1 || record.kind == .notice { add("Source", state.sources[Int(record.source)].shownName) }
    if record.kind == .event, !record.isLine, let beside = raw.flatMap(Self.beside) { add("Beside", beside) }
    if isBeyondLimits {
      let (levels, values) = (Quantity.grouped(Document.depthLimit), Quantity.grouped(Document.nodeLimit))
      add("Shown", "as text: JSON of more than \(levels) levels or \(values) values gets no tree", .warning)
    }
    switch record.kind {
    case .overlong:
      add("Dropped", "a line or an event was longer than the limit", .bad)
      add("Arrived", "\(Quantity.counted(Int(record.length), "byte")) when it was given up; it began with")
    case .notice:
      if let notice = state.notice(record) { add("Notice", notice.sentence, notice.role) }
    case .event, .comment: break
    }
    if record.kind != .notice { lines.append(DetailLine(spans: [])) }
  }

  private mutating func add(_ label: String, _ value: String, _ role: Role = .value) {
    add(label, Array(value.utf8)[...], role)
  }

  private mutating func add(_ label: String, _ value: ArraySlice<UInt8>, _ role: Role = .value) {
    let label = label + String(repeating: " ", count: max(8 - label.utf8.count, 1))
    lines.append(DetailLine(spans: [ByteSpan(label, .label), ByteSpan(value, role)], hang: 8))
  }

  private var time: String { "\(clock.text(record.at)), after \(TimeText.span(record.at.sinceStart))" }

  /// Which of all events that ever came: as many as there are, less those after it.
  private func number(of position: Int) -> Int {
    var later = 0
    for next in position + 1..<max(state.log.positions.upperBound, position + 1)
    where state.log[next].kind == .event { later += 1 }
    return state.events - later
  }

  private func gap(before position: Int) -> String? {
    guard let previous = FeedReader.event(ofTypeOf: record, before: position, in: state) else { return nil }
    return "\(TimeText.span(record.at - state.log[previous].at)) after the previous of its type"
  }

  /// What an event holds that its type, ID and data do not show.
  private static func beside(_ raw: RawBlock) -> String? {
    var comments = 0
    var unknown: [String] = []
    var parts: [String] = []
    for index in 0..<raw.count {
      let (field, line) = raw.field(ofLine: index)
      switch field {
      case .comment: comments += 1
      case .unknown: unknown.append(String(decoding: line.prefix { $0 != UInt8(ascii: ":") }.prefix(40), as: UTF8.self))
      case .retry: parts = [String(decoding: line.prefix(40), as: UTF8.self)]
      case .data, .event, .id, nil: break
      }
    }
    if comments > 0 { parts.append(Quantity.counted(comments, "comment")) }
    if !unknown.isEmpty {
      let names = unknown.prefix(fieldLimit).joined(separator: ", ")
      parts.append(
        "\(Quantity.counted(unknown.count, "unknown field")): \(names)\(unknown.count > fieldLimit ? " and more" : "")")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension TimeText {
  /// How much later something came, to the millisecond: `37 ms`, `14.812 s`, `01:02:03`.
  static func span(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration > .zero ? duration.components : (0, 0)
    let milliseconds = String(attoseconds / 1_000_000_000_000_000)
    if seconds == 0 { return milliseconds + " ms" }
    guard seconds < 60 else { return Self.duration(duration) }
    return "\(seconds).\(String(repeating: "0", count: 3 - milliseconds.utf8.count))\(milliseconds) s"
  }
}
