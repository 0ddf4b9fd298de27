import StreamModel

extension Detail: Pane {
  var place: Keymap.Place { .detail }

  mutating func apply(_ command: Command, _ state: StreamState, now: Moment) -> PaneRequest? {
    if let command = DetailCommand(command) { apply(command) }
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
      FooterKey("Esc", "back"), FooterKey("j k", "move"), FooterKey("Space", "fold"),
      FooterKey("J K", "next, previous"), FooterKey("y", "copy"), FooterKey("r", "raw"), FooterKey("/", "search"),
      FooterKey("?", "help"),
    ]
  }
}
