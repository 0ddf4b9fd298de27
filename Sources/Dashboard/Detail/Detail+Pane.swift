extension Detail: Pane {
  var place: Keymap.Place { .detail }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(.up): apply(.up)
    case .scroll(.down): apply(.down)
    case .scroll(.pageUp): apply(.pageUp)
    case .scroll(.pageDown): apply(.pageDown)
    case .scroll(.halfPageUp): apply(.halfPageUp)
    case .scroll(.halfPageDown): apply(.halfPageDown)
    case .top: apply(DetailCommand.top)
    case .end: apply(DetailCommand.end)
    case .left: apply(DetailCommand.left)
    case .right: apply(DetailCommand.right)
    case .wrap: apply(.toggleWrap)
    case .open: break
    }
    return nil
  }

  mutating func apply(_ command: OpenedCommand) -> PaneRequest? {
    switch command {
    case .nextEvent: return .openNewer
    case .previousEvent: return .openOlder
    case .toggleFold: apply(DetailCommand.toggleFold)
    case .foldAll: apply(DetailCommand.foldAll)
    case .unfoldAll: apply(DetailCommand.unfoldAll)
    case .raw: apply(.toggleRaw)
    }
    return nil
  }

  mutating func select(row: Int) { apply(.point(row: row - 1)) }

  mutating func fit(_ context: PaneContext, in area: Area) {
    fit(rows: area.rows - 1, columns: area.columns, glyphs: context.frame.glyphs, pattern: context.pattern)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    DetailView(detail: self).draw(on: &canvas, in: area)
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.pane(.scroll(.down)), .pane(.scroll(.up)), meaning: "move"),
      FooterKey(.opened(.toggleFold), meaning: "fold"),
      FooterKey(.opened(.nextEvent), .opened(.previousEvent), meaning: "next, previous"),
      FooterKey(.event(.copyData), meaning: "copy"), FooterKey(.opened(.raw), meaning: "raw"), .search, .help,
    ]
  }
}
