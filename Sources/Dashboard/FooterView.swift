import EventFields
import EventFilter
import Findings
import StreamModel
import Text

/// The foot of the screen: what is active, what was just done, and the keys that matter now, as many as fit.
struct FooterView {
  let view: ViewState
  let state: StreamState

  func draw(on canvas: inout Canvas, in area: Area) {
    if let message = view.message {
      canvas.put(message.text, in: area, row: 0, column: 0, upTo: area.columns, role: message.role)
      return
    }
    var column = drawActive(on: &canvas, in: area)
    for item in keys {
      guard let key = item.keys(in: view.place) else { continue }
      let meaning = item.meaning
      guard column + key.count + meaning.count + 1 <= area.columns else { break }
      column += canvas.put(key, in: area, row: 0, column: column, role: .key)
      column += canvas.put(" " + meaning, in: area, row: 0, column: column, role: .label) + 2
    }
  }

  private var keys: [FooterKey] {
    view.pane?.footer
      ?? view.feed.footer(
        isFrozen: view.frozen != nil, hasTypes: state.types.rows.count > 1,
        hasFindings: (view.findings.worst ?? .note) > .note,
        isComparing: view.shownComparison != nil, replay: view.replay)
  }

  /// The filter and the search, and how much they match; what is left of the row is the keys'.
  private func drawActive(on canvas: inout Canvas, in area: Area) -> Int {
    guard view.panes.isEmpty else { return 0 }
    var spans: [TextSpan] = []
    if let groups = view.feed.groups {
      let isComplete = groups.isComplete(in: state)
      if !isComplete || !view.layout.hasTypeTable {
        spans.append(TextSpan("by \(groups.path.text.prefix(40))", .value))
        let progress = isComplete ? "" : " \(Self.percent(groups.scanned, of: state))%"
        spans += [TextSpan(progress, .value), TextSpan("  ", .normal)]
      }
    }
    let selection = view.feed.selection
    if selection.isMatched, let index = view.feed.index {
      let progress = view.feed.isComplete(in: state) ? "" : "\(Self.percent(index.scanned, of: state))% "
      let rows = state.log.positions.count - (selection.filtersComments ? 0 : state.comments.kept)
      let filter = selection.filter.map { "&\($0.expression.prefix(40))" }
      spans += [
        TextSpan([selection.onlyErrors ? "! errors" : nil, filter].compactMap(\.self).joined(separator: " "), .match),
        TextSpan(
          " \(progress)\(Quantity.grouped(index.count)) of \(Quantity.grouped(rows))\(view.showsEnd ? " at the end" : "")",
          .value),
      ]
      spans += Self.stopped(index) + [TextSpan("  ", .normal)]
    }
    if let search = view.search {
      let isWaiting = search.pending != nil
      let progress = isWaiting ? " \(Self.percent(search.index.scanned, of: state))%" : ""
      spans += [
        TextSpan("/\(search.pattern.text.prefix(40))", .match),
        TextSpan("\(progress) \(Quantity.grouped(search.index.count)) found", .value),
      ]
      spans += Self.stopped(search.index) + [TextSpan("  ", .normal)]
    }
    if let expression = view.stopExpression {
      spans += [TextSpan("stops at \(expression.prefix(40))", .warning), TextSpan("  ", .normal)]
    }
    if let recording = view.recording {
      let name = recording.path.split(separator: "/").last ?? ""
      spans += [TextSpan("REC \(name.suffix(32))", .bad), TextSpan(" \(recording.amount)  ", .value)]
    }
    return canvas.put(spans, in: area, row: 0, column: 0)
  }

  /// That a regular expression was stopped, so that there may be more matches than are counted.
  private static func stopped(_ index: MatchIndex) -> [TextSpan] {
    index.givenUp == 0 ? [] : [TextSpan(", stopped at its limit in \(Quantity.grouped(index.givenUp))", .warning)]
  }

  private static func percent(_ scanned: Range<Int>, of state: StreamState) -> Int {
    scanned.clamped(to: state.log.positions).count * 100 / max(state.log.positions.count, 1)
  }
}
