import Comparing
import EventFields
import EventFilter
import Findings
import ModelAnswers
import StreamModel
import Text

/// What covers the feed: a value that holds its own state, does its own commands and draws itself.
///
/// A pane is a folder of its own. Panes do not know each other: what a command wants beyond its pane is a
/// `PaneRequest`, which `ViewState` fulfils.
protocol Pane: Sendable {
  /// Where its keys stand in the keymap.
  var place: Keymap.Place { get }

  /// Does what a command says, and tells what it wants of the rest of the screen. Commands of its own have an `apply`
  /// of their own.
  mutating func apply(_ command: PaneCommand) -> PaneRequest?

  /// Goes to what is drawn at a row of the pane's area, counted from 0, the heading among them.
  mutating func select(row: Int)

  /// Looks at more of the log for what it shows, as far as the budget lasts; whether it knows all of it now.
  ///
  /// - Parameter budget: some hundred nanoseconds' work each.
  mutating func advance(_ reader: FeedReader, budget: Int) -> Bool

  /// Brings cursor and top to where they are possible in an area of this size. To be called before each frame.
  mutating func fit(_ context: PaneContext, in area: Area)

  /// Draws what it was fitted to.
  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area)

  /// Whether text runs through it that is read as it comes; what else it shows are numbers, or stands still.
  var isRunning: Bool { get }

  /// The keys that matter most in it, for the foot of the screen, the most important first.
  var footer: [FooterKey] { get }
}

extension Pane {
  mutating func select(row: Int) {}
  mutating func advance(_ reader: FeedReader, budget: Int) -> Bool { true }
  var isRunning: Bool { false }
}

/// What a pane is fitted to and drawn from.
struct PaneContext {
  let state: StreamState
  /// Which events the feed shows.
  let selection: FeedSelection
  /// The groups of the events; `nil` where they are told apart by their types.
  let groups: EventGroups?
  /// The paths whose values are columns of the feed.
  var columns: [JSONPath] = []
  /// What a search looks for; `nil` for nothing.
  let pattern: TextPattern?
  /// What is wrong with the streams.
  let findings: FindingBoard
  /// Its time is that of the frozen view, if there is one.
  let frame: Frame
  /// Answers of language models, as far as they are read.
  var answers: AnswerReaders?
  /// `nil` where no streams are compared.
  var comparison: StreamComparison?
  /// Whether what is counted is not all that lies before what is shown.
  var isPartial = false
}

/// What a command in a pane wants of the rest of the screen.
enum PaneRequest: Equatable, Sendable {
  /// Open the event under the cursor.
  case open
  /// Open the neighbour of the opened event among the feed's rows.
  case openNewer, openOlder
  /// Close all panes and show these types.
  case show(TypeFilter)
  /// Hide the events of a type or a group, or of a source, or show them again.
  case toggleType(Int)
  case toggleSource(Int)
  case toggleComments
  /// Show the events of this source alone, or those of all again.
  case onlySource(Int)
  /// Open the panel about this source's connection.
  case connection(Int)
  /// Close all panes and go to where a source's finding was seen.
  case place(of: FindingCode, source: Int)
  /// Open the whole of the event that is opened as its changes, at this byte of its data.
  case whole(at: Int?)
  /// Open the table of the values at a path.
  case values(JSONPath)
  /// Close all panes and show only what matches this too; `nil` if there is no such filter.
  case filter(String?)
  /// What the page of answers needs the answer for.
  case answer(AnswerCommand)
  /// Open an event on top.
  case event(Int)
}

/// What the foot of the screen tells of some commands: their keys, and what they do in one or two words.
struct FooterKey: Equatable, Sendable {
  let commands: [Command]
  let meaning: String
  /// The key to name, if it is bound to the command; `nil` for the keymap's first.
  var preferred: Key?

  init(_ commands: Command..., meaning: String, preferring preferred: Key? = nil) {
    (self.commands, self.meaning, self.preferred) = (commands, meaning, preferred)
  }

  /// The keys by their names; `nil` if a command has none in this place.
  func keys(in place: Keymap.Place) -> String? {
    let keys = commands.compactMap { Keymap.key(for: $0, in: place, preferring: preferred)?.name }
    return keys.count == commands.count ? keys.joined(separator: " ") : nil
  }

  static let back = FooterKey(.program(.back), meaning: "back")
  static let help = FooterKey(.program(.help), meaning: "help")
  static let search = FooterKey(.program(.search), meaning: "search")
  static let column = FooterKey(.event(.toggleColumn), meaning: "column")
  static let group = FooterKey(.program(.group), meaning: "group")
  static let scroll = FooterKey(.pane(.scroll(.down)), .pane(.scroll(.up)), meaning: "scroll")
}
