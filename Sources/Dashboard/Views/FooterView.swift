/// The keys that matter now, as many as fit.
struct FooterView {
  let pane: ViewState.Pane?
  let isFrozen: Bool

  private var keys: [(key: String, meaning: String)] {
    switch pane {
    case .detail: [("Esc", "back"), ("j k", "scroll"), ("g G", "ends"), ("?", "help")]
    case .help: [("Esc", "back"), ("j k", "scroll")]
    case nil:
      [
        ("Tab", "type"), ("q", "quit"), ("?", "help"), ("Space", isFrozen ? "go on" : "freeze"), ("Enter", "open"),
        ("F", "follow"),
        ("0", "all types"), ("R", "reconnect"),
      ]
    }
  }

  func draw(on canvas: inout Canvas, in area: Area) {
    var column = 0
    for (key, meaning) in keys {
      guard column + key.count + meaning.count + 1 <= area.columns else { break }
      column += canvas.put(key, in: area, row: 0, column: column, role: .key)
      column += canvas.put(" " + meaning, in: area, row: 0, column: column, role: .label) + 2
    }
  }
}
