import Text

/// The line that the user is asked for, what is wrong with it, and what the palette offers.
struct PromptView {
  /// Rows of what is offered.
  private static let rowLimit = 12

  let prompt: Prompt

  func draw(on canvas: inout Canvas, in area: Area) {
    canvas.fill(area)
    let line = area.line(0)
    let label = canvas.put(prompt.subject.label, in: line, role: .key)
    let room = max(line.columns - label - 1, 1)
    // Sideways as far as the cursor needs it.
    let before = TextWidth.columns(of: prompt.editor.textBeforeCursor, glyphs: canvas.glyphs)
    let offset = max(before - room + 1, 0)
    canvas.put(prompt.text, in: line.dropLeft(label), offset: offset, role: prompt.isSuggested ? .selection : .value)
    // The terminal's own cursor, not a picture of one: input methods open their window beside it.
    canvas.putCursor(in: line.dropLeft(label + before - offset).left(1))
    let foot = area.line(1)
    if let trouble = prompt.trouble {
      if let place = trouble.offset, area.rows > 1 {
        drawPlace(place, label: label, offset: offset, on: &canvas, in: line)
      }
      canvas.put(trouble.message, in: foot, row: 0, column: 0, upTo: foot.columns, role: .bad)
    } else if let doubt = prompt.doubt {
      canvas.put(doubt, in: foot, row: 0, column: 0, upTo: foot.columns, role: .warning)
    } else {
      let isOffering = prompt.subject != .group && !prompt.offer.choices.isEmpty
      let hint = isOffering ? "Tab and Shift-Tab complete the path" : prompt.subject.hint
      canvas.put(hint, in: foot, row: 0, column: 0, upTo: foot.columns, role: .dim)
    }
  }

  /// Marks where the trouble begins, unless the cursor stands there.
  private func drawPlace(_ place: Int, label: Int, offset: Int, on canvas: inout Canvas, in line: Area) {
    let before = String(decoding: prompt.text.utf8.prefix(place), as: UTF8.self)
    let column = label + TextWidth.columns(of: before, glyphs: canvas.glyphs) - offset
    guard column >= label, before != prompt.editor.textBeforeCursor else { return }
    canvas.setRole(.bad, in: line.dropLeft(column).left(1))
  }

  /// The palette's entries or the paths that fit, above the line.
  func drawSuggestions(on canvas: inout Canvas, in area: Area) {
    let offer = prompt.offer
    guard offer.choices.isEmpty else { return drawPaths(offer.choices, chosen: offer.chosen, on: &canvas, in: area) }
    let entries = prompt.suggestions
    guard !entries.isEmpty else { return }
    let shown = min(entries.count, area.rows, Self.rowLimit)
    let start = min(max(0, prompt.choice - shown / 2), entries.count - shown)
    let rows = area.bottom(shown)
    canvas.fill(rows)
    let nameEnd = min(26, rows.columns / 2)
    for (row, entry) in entries[start..<start + shown].enumerated() {
      let line = rows.line(row)
      let name = entry.argument.isEmpty ? entry.name : "\(entry.name) \(entry.argument)"
      canvas.put(name, in: line, row: 0, column: 1, upTo: nameEnd, role: .value)
      let keys = entry.keys.prefix(2).map(\.name).joined(separator: " ")
      canvas.put(keys, in: line, row: 0, column: nameEnd + 1, upTo: nameEnd + 11, role: .key)
      canvas.put(entry.purpose, in: line, row: 0, column: nameEnd + 12, upTo: line.columns, role: .dim)
      if start + row == prompt.choice {
        canvas.put(canvas.glyphs.pointer, in: line, role: .selection)
        canvas.setRole(.selection, in: line)
      }
    }
  }
  private func drawPaths(_ choices: [PathChoices.Choice], chosen: Int?, on canvas: inout Canvas, in area: Area) {
    let shown = min(choices.count, area.rows, Self.rowLimit)
    let start = min(max(0, (chosen ?? 0) - shown / 2), choices.count - shown)
    let rows = area.bottom(shown)
    canvas.fill(rows)
    let listed = choices[start..<start + shown]
    let widest = listed.map { TextWidth.columns(of: $0.path, glyphs: canvas.glyphs) }.max() ?? 0
    let pathEnd = min(widest + 2, rows.columns / 2)
    for (row, choice) in listed.enumerated() {
      let line = rows.line(row)
      canvas.put(choice.path, in: line, row: 0, column: 1, upTo: pathEnd, role: .name)
      canvas.put(choice.note, in: line, row: 0, column: pathEnd + 1, upTo: line.columns, role: .dim)
      if start + row == chosen {
        canvas.put(canvas.glyphs.pointer, in: line, role: .selection)
        canvas.setRole(.selection, in: line)
      }
    }
  }
}
