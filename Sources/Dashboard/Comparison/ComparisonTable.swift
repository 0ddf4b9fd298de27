import Comparing
import StreamModel
import Text

/// The events of two streams below each other: when, on which side, which, and how much later than on the other one.
struct ComparisonTable {
  private static let lagColumns = 11
  private let comparison: StreamComparison
  private let context: PaneContext
  private let timeColumns: Int
  private let idColumns: Int
  private var log: EventLog { context.state.log }

  /// - Parameter rows: those in view, whose ids are to have room.
  init(_ comparison: StreamComparison, _ context: PaneContext, rows: [Int], columns: Int) {
    (self.comparison, self.context) = (comparison, context)
    timeColumns = columns >= 60 ? 12 : 8
    let widest = rows.reduce(0) { widest, position in
      max(widest, TextWidth.columns(of: Self.id(position, context.state.log), glyphs: context.frame.glyphs))
    }
    idColumns = min(widest, max(columns / 6, 8))
  }

  private static func id(_ position: Int, _ log: EventLog) -> String {
    log.positions.contains(position) ? String(decoding: log.idEnds(log[position]), as: UTF8.self) : ""
  }

  private var idStart: Int { timeColumns + 8 }
  private var lagStart: Int { idStart + (idColumns > 0 ? max(idColumns, 2) + 1 : 0) }
  private var dataStart: Int { lagStart + Self.lagColumns }

  func drawHeading(_ side: ComparisonSide, follows: Bool, on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let titles = [
      ("TIME", 0), ("SIDE", timeColumns + 2), ("ID", idColumns > 0 ? idStart - 1 : -1), ("LATER", lagStart - 1),
      ("DATA", dataStart - 1),
    ]
    for (title, column) in titles where column >= 0 && column < area.columns {
      canvas.put(" \(title) ", in: area.dropLeft(column), role: .heading)
    }
    let end = " \(side == .both ? "" : side.title + " ")\(follows ? "following " : "")"
    if end != " ", dataStart + 6 + end.utf8.count < area.columns { canvas.putTrailing(end, in: area, role: .dim) }
  }

  func draw(_ position: Int, on canvas: inout Canvas, in area: Area) {
    guard log.positions.contains(position) else { return }
    let record = log[position]
    let side = Int(record.source)
    canvas.put(
      String(context.frame.clock.text(record.at).prefix(timeColumns)), in: area, row: 0, column: 1, upTo: area.columns,
      role: .dim)
    let name = StreamComparison.names.indices.contains(side) ? StreamComparison.names[side] : ""
    canvas.put(name, in: area, row: 0, column: timeColumns + 3, upTo: area.columns, role: .hue(side))
    if idColumns > 0 {
      canvas.put(
        name: Self.id(position, log), in: area, column: idStart, upTo: min(lagStart - 1, area.columns), role: .label)
    }
    if let (text, role) = later(position, side) {
      canvas.put(text, in: area, row: 0, column: lagStart, upTo: min(dataStart - 1, area.columns), role: role)
    }
    let room = area.columns - dataStart
    guard room > 0 else { return }
    let data = FeedText(record, log, columns: room)
    data.draw(matching: nil, role: .normal, on: &canvas, in: area.dropLeft(dataStart))
  }

  /// How much later it came, where the other one came before.
  private func later(_ position: Int, _ side: Int) -> (String, Role)? {
    switch comparison.pairing?.standing(at: position, of: side) {
    case .only: return ("only here", .warning)
    case .both(_, _, isSame: false): return ("differs", .warning)
    case .both(_, let lag, isSame: true):
      guard comparison.isTimed, side == 1 ? lag >= .zero : lag < .zero else { return nil }
      return ("+" + StreamComparison.lapse(side == 1 ? lag : .zero - lag), .value)
    case .waiting, .uncounted, nil: return nil
    }
  }
}
