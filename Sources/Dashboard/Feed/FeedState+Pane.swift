import StreamModel
import Text

extension FeedState {
  /// Does what a command says where no pane covers the feed.
  mutating func apply(_ command: PaneCommand, in state: StreamState) -> PaneRequest? {
    switch command {
    case .scroll(let scroll):
      let rows = scroll.rows(page: page)
      if rows < 0 { moveUp(-rows, in: state) } else { moveDown(rows, in: state) }
    case .top: moveToTop(in: state)
    case .end: follow()
    case .left: moveSideways(-1)
    case .right: moveSideways(1)
    case .open: return .open
    case .wrap: toggleWrap()
    }
    return nil
  }

  /// What a newcomer needs first: where all keys stand, and those for which one cannot wait.
  func footer(
    isFrozen: Bool, hasTypes: Bool = true, hasFindings: Bool = false, isComparing: Bool = false,
    replay: ReplayStatus? = nil
  ) -> [FooterKey] {
    // Where all is one type, the truth is in the fields.
    let isUniform = hasJSON && !hasTypes && groups == nil
    let fields = FooterKey(.program(.fields), meaning: "fields")
    let type = FooterKey(.feed(.nextType), meaning: groups == nil ? "type" : "value")
    let findings = FooterKey(.program(.findings), meaning: "what is wrong")
    let freeze: String? =
      switch replay?.counted == nil ? replay?.course : .ended {
      case .paused: "play on"
      // There is nothing more to play.
      case .ended: nil
      case .playing, .seeking: "pause"
      case nil: isFrozen ? "go on" : "freeze"
      }
    return [.help] + (freeze.map { [FooterKey(.program(.freeze), meaning: $0)] } ?? [])
      + (replay.map(Self.footer) ?? [])
      + [FooterKey(.pane(.open), meaning: "open")]
      + (follows ? [] : [FooterKey(.pane(.end), meaning: "follow", preferring: "G")])
      + (isComparing ? [FooterKey(.program(.comparison), meaning: "compared")] : [])
      + (hasFindings ? [findings] : [])
      + [
        FooterKey(.feed(.filter), meaning: "filter"), .search, FooterKey(.program(.quit), meaning: "quit"),
        FooterKey(.event(.copyData), meaning: "copy"),
        isUniform ? fields : type,
      ]
      // The way back to event types.
      + (groups == nil ? [] : [FooterKey(.program(.group), meaning: "group by")])
      + [
        FooterKey(.feed(.save), meaning: "save"),
        FooterKey(.feed(.nextNotice), meaning: "errors"), FooterKey(.feed(.alert), meaning: "alert"),
        FooterKey(.program(.types), meaning: "types"), isUniform ? type : fields,
        FooterKey(.program(.layout), meaning: "event beside"),
        FooterKey(.program(.connection), meaning: "connection"),
        FooterKey(.program(.sources), meaning: "sources"), FooterKey(.program(.palette), meaning: "commands"),
        FooterKey(.feed(.time), meaning: "times"), FooterKey(.pane(.wrap), meaning: "wrap"),
        FooterKey(.program(.reconnect), meaning: "reconnect"),
      ] + (hasFindings ? [] : [findings])
  }

  /// How one goes through a recording.
  private static func footer(_ replay: ReplayStatus) -> [FooterKey] {
    guard !replay.isWhole || replay.farthestEvents > 0 else { return [] }
    return [FooterKey(.replay(.previousEvent), .replay(.nextEvent), meaning: "event")]
      + (replay.isTimed
        ? [
          FooterKey(.replay(.secondBack), .replay(.secondOn), meaning: "second"),
          FooterKey(.replay(.minuteBack), .replay(.minuteOn), meaning: "minute"),
          FooterKey(.replay(.slower), .replay(.faster), meaning: "speed"),
        ] : [])
  }

  /// Whether the newest is in view, and if not how much has come since; and how wide that is.
  func following(_ glyphs: Glyphs) -> (text: String, columns: Int) {
    let key = Keymap.key(for: .pane(.end), in: .feed, preferring: "G")?.name ?? ""
    let text =
      follows ? " following " : " \(glyphs.down) \(Quantity.grouped(newRows)) new \(glyphs.separator) \(key) "
    return (text, TextWidth.columns(of: text, glyphs: glyphs))
  }

  /// Attention is asked for only by what has not been seen.
  func drawFollowing(on canvas: inout Canvas, in area: Area) {
    let role: Role = follows || newRows == 0 ? .dim : .warning
    canvas.putTrailing(following(canvas.glyphs).text, in: area, role: role)
  }
}
