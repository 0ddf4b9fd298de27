import EventFilter
import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// An event opened without the rest of the screen, so that what a key does is seen and not which key does it.
struct DetailScene {
  let scene: Scene
  var detail: Detail?
  var glyphs = Glyphs.unicode
  /// What a search looks for.
  var pattern = ""

  /// Opens the last record of a stream of these bytes.
  init(_ stream: String) { self.init(Array(stream.utf8)) }

  init(_ stream: [UInt8]) {
    var scene = Scene()
    scene.open()
    scene.pass(14_812)
    scene.receive("data: the first\n\n")
    scene.pass(185)
    scene.receive(stream)
    self.init(scene)
  }

  init(_ scene: Scene) {
    self.scene = scene
    detail = open(scene.state.log.positions.upperBound - 1)
  }

  func open(_ position: Int, like former: Detail? = nil) -> Detail? {
    Detail(
      at: position, in: scene.state, nil, clock: WallClock(start: .seconds(45_296)), like: former?.look(after: nil))
  }

  /// Gives commands, each on the picture that the one before left.
  mutating func apply(_ commands: Command..., columns: Int = 80, rows: Int = 24) {
    for command in commands {
      fit(columns, rows)
      switch command {
      case .pane(let command): _ = detail?.apply(command)
      case .opened(let command): _ = detail?.apply(command)
      default: Issue.record("\(command) is no command of an opened event")
      }
    }
  }

  @discardableResult
  mutating func find(forward: Bool = true, isIncremental: Bool = false) -> Bool {
    guard let pattern = try? TextPattern(pattern) else { return false }
    return detail?.find(pattern, forward: forward, isIncremental: isIncremental) ?? false
  }

  /// Where a search goes.
  mutating func found(forward: Bool = true, isIncremental: Bool = false) -> (path: String?, line: String)? {
    find(forward: forward, isIncremental: isIncremental) ? (detail?.path, cursorLine()) : nil
  }

  mutating func screen(columns: Int = 80, rows: Int = 24) -> Canvas {
    fit(columns, rows)
    var canvas = Canvas(columns: columns, rows: rows, glyphs: glyphs)
    if let detail { DetailView(detail: detail).draw(on: &canvas, in: canvas.area) }
    return canvas
  }

  /// The line under the cursor, its pointer left out.
  mutating func cursorLine(columns: Int = 80, rows: Int = 24) -> String {
    let line = screen(columns: columns, rows: rows).lines.first { $0.hasPrefix("▸") } ?? ""
    return String(line.dropFirst().drop { $0 == " " })
  }

  private mutating func fit(_ columns: Int, _ rows: Int) {
    detail?.fit(rows: rows - 1, columns: columns, glyphs: glyphs, pattern: try? TextPattern(pattern))
  }
}

/// The commands of an opened event by short names.
extension Command {
  static let up = Command.pane(.scroll(.up))
  static let down = Command.pane(.scroll(.down))
  static let pageUp = Command.pane(.scroll(.pageUp))
  static let pageDown = Command.pane(.scroll(.pageDown))
  static let halfPageUp = Command.pane(.scroll(.halfPageUp))
  static let halfPageDown = Command.pane(.scroll(.halfPageDown))
  static let top = Command.pane(.top)
  static let end = Command.pane(.end)
  static let left = Command.pane(.left)
  static let right = Command.pane(.right)
  static let toggleWrap = Command.pane(.wrap)
  static let toggleFold = Command.opened(.toggleFold)
  static let foldAll = Command.opened(.foldAll)
  static let unfoldAll = Command.opened(.unfoldAll)
  static let toggleRaw = Command.opened(.raw)
}
