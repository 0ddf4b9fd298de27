import ArgumentParser
import Dashboard
import EventFiles
import EventOutput
import ModelAnswers
import Text

/// Where to look, and how it looks.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Starts the bundled demo server on a free port and watches it; PATH is /mixed unless given, as in --demo=/time.",
      valueName: "path"))
  var demo: String?

  @Option(
    name: .customLong("name"),
    help: ArgumentHelp(
      "What the dashboard calls a URL or a file, as in --name :3000/events=orders.", valueName: "url=name"))
  var names: [OrderedArgument] = []

  @Option(help: ArgumentHelp("default, light, dark, high-contrast or monochrome.", valueName: "name"))
  var theme: Theme?

  @Option(
    help: ArgumentHelp(
      "Colours: auto, always or never. NO_COLOR and CLICOLOR_FORCE are heeded by auto.", valueName: "when"))
  var color: ColourChoice?

  @Flag(help: "Draws with ASCII characters only.") var ascii = false

  @Flag(help: "Scrolls by the wheel and selects by clicks; Shift and dragging still select text.") var mouse = false

  @Option(help: ArgumentHelp("The most frames a second, 1 to 240; 60 unless given.", valueName: "n"))
  var fps: FrameRate?

  @Option(help: ArgumentHelp("What is kept of the streams, as in 48M, which is usual.", valueName: "bytes"))
  var buffer: ByteCount?

  /// What is called how; what stands behind the last equals sign is the name.
  func names(
    isRegularFile: (String) -> Bool, isFolder: (String) -> Bool
  ) throws(UsageError) -> [(input: Input, name: String)] {
    var found: [(input: Input, name: String)] = []
    for option in names {
      guard let sign = option.value.lastIndex(of: "="), sign > option.value.startIndex,
        option.value.index(after: sign) < option.value.endIndex
      else { throw UsageError("--name is URL=NAME, as in --name :3000/events=orders.") }
      let input = Input(String(option.value[..<sign]), isRegularFile: isRegularFile, isFolder: isFolder)
      found.append((input, String(option.value[option.value.index(after: sign)...])))
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
    if let fps { screen.framesPerSecond = fps.perSecond }
    return screen
  }
}

extension Theme: ExpressibleByArgument {
  init?(argument: String) { self.init(name: argument) }

  static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension ColourChoice: ExpressibleByArgument {}

extension OutputFormat: ExpressibleByArgument {}

extension DialectName: ExpressibleByArgument {}

/// A number of frames a second that makes sense.
struct FrameRate: Equatable, Amount {
  static let forms = "a whole number from 1 to 240"

  var perSecond: Int

  init?(argument: String) {
    guard let count = Count(argument: argument)?.number, (1...240).contains(count) else { return nil }
    perSecond = count
  }
}
