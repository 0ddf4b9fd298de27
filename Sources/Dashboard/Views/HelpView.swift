/// Every key and what it does, from the keymap itself.
struct HelpView {
  let top: Int

  /// The rows of the whole page.
  static var rows: Int { lines.count }

  private enum Line {
    case title(String)
    case binding(keys: String, purpose: String)
    case blank
  }

  private static let lines: [Line] = Keymap.groups.flatMap { group -> [Line] in
    [.title(group.title)] + merged(group.bindings) + [.blank]
  }

  /// Neighbours with the same purpose share a line: `1 … 9`.
  private static func merged(_ bindings: [Keymap.Binding]) -> [Line] {
    var lines: [(keys: [Key], purpose: String)] = []
    for binding in bindings {
      if let last = lines.indices.last, lines[last].purpose == binding.purpose {
        lines[last].keys += binding.keys
      } else {
        lines.append((binding.keys, binding.purpose))
      }
    }
    return lines.map { line in
      let names = line.keys.map(\.name)
      let keys = names.count > 5 ? "\(names[0]) to \(names[names.count - 1])" : names.joined(separator: " ")
      return .binding(keys: keys, purpose: line.purpose)
    }
  }

  func draw(on canvas: inout Canvas, in area: Area) {
    let keyColumns = min(16, area.columns / 2)
    for (row, line) in Self.lines.dropFirst(max(top, 0)).prefix(area.rows).enumerated() {
      switch line {
      case .title(let title): canvas.put(title, in: area, row: row, role: .heading)
      case .binding(let keys, let purpose):
        canvas.put(keys, in: area, row: row, column: 2, upTo: keyColumns, role: .key)
        canvas.put(purpose, in: area, row: row, column: keyColumns + 1, upTo: area.columns, role: .normal)
      case .blank: break
      }
    }
    if top + area.rows < Self.lines.count {
      canvas.putTrailing(" \(canvas.glyphs.down) more ", in: area, row: area.rows - 1, role: .dim)
    }
  }
}
