import EventFilter
import StreamModel

/// What covers the feed: a value that holds its own state, does its own commands and draws itself.
///
/// A pane is a folder of its own. Panes do not know each other: what a command wants beyond its pane is a
/// `PaneRequest`, which `ViewState` fulfils.
protocol Pane: Sendable {
  /// Where its keys stand in the keymap.
  var place: Keymap.Place { get }

  /// Does what a command says, and tells what it wants of the rest of the screen.
  ///
  /// - Parameter state: what is looked at: the live state, or the frozen one.
  mutating func apply(_ command: Command, _ state: StreamState, now: Moment) -> PaneRequest?

  /// Goes to what is drawn at a row of the pane's area, counted from 0, the heading among them.
  mutating func select(row: Int)

  /// Brings cursor and top to where they are possible in an area of this size. To be called before each frame.
  mutating func fit(_ context: PaneContext, in area: Area)

  /// Draws what it was fitted to.
  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area)

  /// The keys that matter most in it, for the foot of the screen, the most important first.
  var footer: [FooterKey] { get }
}

extension Pane {
  mutating func select(row: Int) {}
}

/// What a pane is fitted to and drawn from.
struct PaneContext {
  let state: StreamState
  /// Which events the feed shows.
  let selection: FeedSelection
  /// What a search looks for; `nil` for nothing.
  let pattern: TextPattern?
  /// Its time is that of the frozen view, if there is one.
  let frame: Frame
}

/// What a command in a pane wants of the rest of the screen.
enum PaneRequest: Equatable, Sendable {
  /// Close all panes and show these types.
  case show(TypeFilter)
  /// Hide the events of a type or a source, or show them again.
  case toggleType(Int)
  case toggleSource(Int)
  case toggleComments
  /// Open the panel about this source's connection.
  case connection(Int)
}

/// A key at the foot of the screen, and what it does in one or two words.
struct FooterKey: Equatable, Sendable {
  let key: String
  let meaning: String

  init(_ key: String, _ meaning: String) { (self.key, self.meaning) = (key, meaning) }
}
