import Dashboard
import EventFiles
import EventOutput
import ModelAnswers
import Text

/// The options of the dashboard: what it watches, and its looks.
struct DisplayOptions: Equatable, Sendable {
  /// The path of the demo server that is to be watched.
  var demo: String?
  /// `URL=NAME` each.
  var names: [String] = []
  var theme: Theme?
  var color: ColourChoice?
  var ascii = false
  var mouse = false
  var layout: LayoutChoice?
  var fps: FrameRate?
  var buffer: ByteCount?
}

extension OptionTable {
  static let displayOptions: [Option] = [
    attached(
      "demo", without: "/mixed", "path",
      "Starts the bundled demo server on a free port and watches it; PATH is /mixed by default, as in --demo=/time."
    ) { $0.display.demo = $1 },
    texts(
      "name", "url=name", "What the dashboard calls a URL or a file, as in --name :3000/events=orders."
    ) { $0.display.names.append($1) },
    choice("theme", "name", "default, light, dark, high-contrast or monochrome.") { $0.display.theme = $1 },
    choice(
      "color", "when", "Colours: auto, always or never. NO_COLOR and CLICOLOR_FORCE are used by auto."
    ) { $0.display.color = $1 },
    flag("ascii", "Draws with ASCII characters only.") { $0.display.ascii = true },
    flag("mouse", "Scrolls with the wheel and selects with clicks; Shift and dragging still select text.") {
      $0.display.mouse = true
    },
    choice(
      "layout", "name",
      "When the event under the cursor is open beside the feed: auto: from 140 columns on; split: from 80; single: never."
    ) { $0.display.layout = $1 },
    amount("fps", "n", "The most frames a second, 1 to 240; 60 by default.") { $0.display.fps = $1 },
    amount("buffer", "bytes", "How many bytes of the streams are kept: 48M by default.") { $0.display.buffer = $1 },
  ]
}

extension DisplayOptions {
  /// What is called how; what stands after the last equals sign is the name.
  func names(
    isRegularFile: (String) -> Bool, isFolder: (String) -> Bool
  ) throws(UsageError) -> [(input: Input, name: String)] {
    var found: [(input: Input, name: String)] = []
    for option in names {
      guard let sign = option.lastIndex(of: "="), sign > option.startIndex,
        option.index(after: sign) < option.endIndex
      else { throw UsageError("--name is URL=NAME, as in --name :3000/events=orders.") }
      let input = Input(String(option[..<sign]), isRegularFile: isRegularFile, isFolder: isFolder)
      found.append((input, String(option[option.index(after: sign)...])))
    }
    return found
  }

  /// The screen's part of them.
  func screen(environment: (String) -> String?) -> ScreenOptions {
    var screen = ScreenOptions()
    if let theme { screen.theme = theme }
    screen.hasColours = (color ?? .auto).allows(isTerminal: true, environment: environment)
    screen.isASCII = ascii
    screen.hasMouse = mouse
    if let layout { screen.layout = layout }
    if let fps { screen.framesPerSecond = fps.perSecond }
    return screen
  }
}

extension Theme: Choice {
  init?(word: String) { self.init(name: word) }
}

extension ColourChoice: Choice {}

extension LayoutChoice: Choice {}

/// A number of frames a second that makes sense.
struct FrameRate: Equatable, Amount {
  static let forms = "a whole number from 1 to 240"

  var perSecond: Int

  init?(argument: String) {
    guard let count = Count(argument: argument)?.number, (1...240).contains(count) else { return nil }
    perSecond = count
  }
}
