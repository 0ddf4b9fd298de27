import StreamModel
import Text

/// Where a replay stands, in one row of facts and in one of a picture.
struct ReplayLine {
  let replay: ReplayStatus
  let frame: Frame

  /// What stands in the place of a connection's state.
  func state(_ glyphs: Glyphs) -> TextSpan {
    let kind = replay.isTimed ? "recording" : "file"
    if replay.counted != nil { return TextSpan("\(glyphs.open) \(kind), its end", .good) }
    return switch replay.course {
    case .playing: TextSpan("\(glyphs.pointer) \(kind), \(speed)", .good)
    case .paused: TextSpan("\(glyphs.paused) \(kind), paused", .warning)
    case .seeking: TextSpan("\(glyphs.connecting) \(kind), seeking", .warning)
    case .ended: TextSpan("\(glyphs.open) \(kind), at its end", .good)
    }
  }

  private var speed: String { replay.speed.map { "\(Self.text($0))x" } ?? "as fast as it can be read" }

  /// `2`, `0.5`.
  static func text(_ speed: Double) -> String {
    let text = "\(speed)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// How far it is.
  func addPosition(to facts: inout FactLine) {
    if let counted = replay.counted {
      facts.add("counted", "\(counted)%", role: .warning)
      if replay.isTimed {
        facts.add("to", "\(elapsed(replay.position))\(replay.end.map { " of \(elapsed($0))" } ?? "")")
      }
      return
    }
    if replay.isTimed {
      facts.add("", "\(elapsed(replay.position))\(replay.end.map { " of \(elapsed($0))" } ?? "")")
      if replay.course == .paused, let speed = replay.speed, speed != 1 { facts.add("", "\(Self.text(speed))x") }
    }
    let all = replay.isWhole ? " of \(Quantity.grouped(replay.farthestEvents))" : ""
    facts.add("event", "\(Quantity.grouped(replay.events))\(all)")
  }

  private func elapsed(_ moment: Moment) -> String { TimeText.duration(moment - replay.start) }

  // MARK: - The bar

  /// Draws the whole recording: what was read, where it stands, and what is worth a look.
  func drawBar(on canvas: inout Canvas, in area: Area) {
    guard area.columns >= 24 else { return }
    let clock = frame.clock
    let first = replay.isTimed ? String(clock.text(replay.start).prefix(8)) : "0"
    let last =
      replay.isTimed
      ? String(clock.text(length).prefix(8)) : replay.isWhole ? Quantity.grouped(replay.farthestEvents) : "?"
    let used = canvas.put(first + " ", in: area, role: .dim)
    canvas.putTrailing(" " + last, in: area, role: .dim)
    let bar = area.line(0).dropLeft(used).dropRight(last.count + 1)
    let read = column(replay.farthest, replay.farthestEvents, in: bar)
    let here =
      replay.counted == nil ? column(replay.position, replay.events, in: bar) : max(bar.columns - 1, 0)
    let glyphs = canvas.glyphs
    let isCounting = replay.counted != nil
    for column in 0...max(read, 0) where column < bar.columns {
      let role: Role = column <= here && !isCounting ? .good : .dim
      canvas.put(glyphs.horizontal, in: bar.dropLeft(column).left(1), role: role)
    }
    for kind in [ReplayMarks.Kind.drop, .loss, .finding] {
      let sign = Self.sign(of: kind, glyphs)
      for place in replay.marks.places(of: kind) {
        canvas.put(sign.text, in: bar.dropLeft(column(place.moment, place.events, in: bar)).left(1), role: sign.role)
      }
    }
    canvas.put(glyphs.block, in: bar.dropLeft(here).left(1), role: .value)
  }

  static func sign(of kind: ReplayMarks.Kind, _ glyphs: Glyphs) -> TextSpan {
    switch kind {
    case .stall: TextSpan(glyphs.separator, .dim)
    case .drop: TextSpan(glyphs.closed, .bad)
    case .loss: TextSpan("!", .bad)
    case .finding: TextSpan(glyphs.ascending, .warning)
    }
  }

  /// Where the recording ends, as far as that is known.
  private var length: Moment { max(replay.end ?? replay.farthest, replay.farthest) }

  private func column(_ moment: Moment, _ events: Int, in bar: Area) -> Int {
    let share =
      replay.isTimed
      ? (length > replay.start ? (moment - replay.start) / (length - replay.start) : 1)
      : Double(events) / Double(max(replay.farthestEvents, 1))
    return min(max(Int(share * Double(bar.columns - 1)), 0), bar.columns - 1)
  }
}
