import Findings
import StreamModel

/// A line that the user is asked for at the foot of the screen. It owns every key until it is answered or given up.
struct Prompt: Sendable {
  enum Subject: Hashable, Sendable {
    case search, filter, alert, group, save, saveReport, saveComparison, record, pipe, palette
    /// Whether a file that is there may be written over.
    case overwrite(path: String, FileUse)

    /// What stands before the line.
    var label: String {
      switch self {
      case .search: "/"
      case .filter: "&"
      case .alert: "alert on: "
      case .group: "by "
      case .save: "save as: "
      case .saveReport: "save the report as: "
      case .saveComparison: "save the comparison as: "
      case .record: "record to: "
      case .pipe: "| "
      case .palette: ":"
      case .overwrite(let path, _): "\(path) is there. Overwrite it? y/n "
      }
    }

    /// What stands under the line while nothing is wrong with it.
    var hint: String {
      switch self {
      case .search: "word or /regex/; Enter keeps it, Esc goes back, Up shows earlier ones"
      case .filter: "word  /regex/  event=NAME  .path>10  !not  a | b  \"two words\"; empty shows all"
      case .alert: "from now on; word  /regex/  event=NAME  .path>10  !not  a | b; empty: no alert"
      case .group: "a path, Tab completes: its values take the place of types; empty: event types"
      case .save: "what is shown, as \(SavedFormat.listed); typing replaces the name"
      case .saveReport: "what is wrong, as \(ReportFormat.listed); typing replaces the name"
      case .saveComparison: "what is different, as .md or .json; typing replaces the name"
      case .record: "the raw stream from now on, as an .sse file; typing replaces the name"
      case .pipe: "the data is piped to this shell command"
      case .palette: "Up, Down and Tab choose, Enter runs"
      case .overwrite: ""
      }
    }
  }

  /// What became of a key.
  enum Outcome: Equatable {
    case open, changed
    case given(String)
    case cancelled
  }

  let subject: Subject
  private(set) var editor: LineEditor
  /// Why the line cannot be taken, and the byte where the trouble begins, if it has a place.
  var trouble: (message: String, offset: Int?)?
  /// What in the line may be meant otherwise; it works as it is written.
  var doubt: String?
  /// What is offered where a path is typed; nothing until it was looked for.
  var paths = PathChoices()
  /// What Tab has written out: from which character on, in place of what was typed there, and which choice.
  private var completion: (start: Int, typed: String, choice: Int)?
  /// Which of the palette's entries is chosen.
  private(set) var choice = 0
  /// How far back in the history one is; 0 for the line that is being written.
  private var age = 0
  private var draft = ""

  /// Whether the line is a proposal: what is typed takes its place, what edits changes it.
  private(set) var isSuggested = false

  init(_ subject: Subject, text: String = "") {
    self.subject = subject
    editor = LineEditor(text)
  }

  /// - Parameter suggestion: what Enter takes if nothing is typed.
  init(_ subject: Subject, suggestion: String) {
    self.init(subject, text: suggestion)
    isSuggested = true
  }

  var text: String { editor.text }

  /// The palette's entries for what was typed so far.
  var suggestions: [Palette.Entry] { subject == .palette ? Palette.entries(for: text) : [] }

  mutating func press(_ key: Key, history: PromptHistory) -> Outcome {
    if case .overwrite = subject { return answer(key) }
    replaceSuggestion(before: key)
    switch key {
    case .tab where pathStart != nil: return completePath(by: 1)
    case .backTab where pathStart != nil: return completePath(by: -1)
    case .enter: return .given(text)
    case .escape, .control("g"): return .cancelled
    case .backspace where editor.isEmpty: return .cancelled
    case .up, .control("p"): return goUp(history)
    case .down, .control("n"): return goDown(history)
    case .tab where subject == .palette: return complete()
    case .backTab where subject == .palette: choose(choice - 1)
    default:
      let before = editor
      guard editor.press(key) else { return .open }
      if editor.text != before.text {
        (choice, trouble, doubt, completion) = (0, nil, nil, nil)
        return .changed
      }
    }
    return .open
  }

  private mutating func replaceSuggestion(before key: Key) {
    guard isSuggested else { return }
    isSuggested = false
    switch key {
    case .character, .paste: editor = LineEditor()
    default: break
    }
  }

  private func answer(_ key: Key) -> Outcome {
    switch key {
    case "y", "Y": .given("y")
    case "n", "N", "q", .escape, .enter, .control("g"): .cancelled
    default: .open
    }
  }

  private mutating func goUp(_ history: PromptHistory) -> Outcome {
    guard subject != .palette else {
      if pathStart != nil { return completePath(by: -1) }
      choose(choice - 1)
      return .open
    }
    return recall(age + 1, history)
  }

  private mutating func goDown(_ history: PromptHistory) -> Outcome {
    guard subject != .palette else {
      if pathStart != nil { return completePath(by: 1) }
      choose(choice + 1)
      return .open
    }
    return recall(age - 1, history)
  }

  private mutating func recall(_ wanted: Int, _ history: PromptHistory) -> Outcome {
    guard (0...history.lines.count).contains(wanted), wanted != age else { return .open }
    if age == 0 { draft = text }
    age = wanted
    editor = LineEditor(wanted == 0 ? draft : history.lines[history.lines.count - wanted])
    (trouble, doubt, completion) = (nil, nil, nil)
    return .changed
  }

  // MARK: - Paths

  /// The character from which on a path is being typed; `nil` where it is something else.
  var pathStart: Int? {
    let text = editor.textBeforeCursor
    switch subject {
    case .group: return 0
    case .filter, .alert: return PathWord.start(inExpression: text)
    case .palette:
      guard let blank = text.firstIndex(of: " ") else { return nil }
      let rest = text[blank...].drop { $0 == " " }
      let start = text.count - rest.count
      switch ArgumentCommand(rawValue: text[..<blank].lowercased()) {
      case .by, .column: return start
      case .filter, .alert, .stopOn: return PathWord.start(inExpression: rest).map { $0 + start }
      default: return nil
      }
    default: return nil
    }
  }

  /// The paths that are offered for what was typed, and which of them Tab has written out.
  var offer: (choices: [PathChoices.Choice], chosen: Int?) {
    if let completion { return (paths.matching(completion.typed), completion.choice) }
    guard let start = pathStart else { return ([], nil) }
    let typed = String(editor.textBeforeCursor.dropFirst(start))
    let choices = paths.matching(typed)
    // What stands there already is no choice.
    return (choices.count == 1 && choices[0].path == typed ? [] : choices, nil)
  }

  /// Tab writes the first path out that fits; again, the next.
  private mutating func completePath(by step: Int) -> Outcome {
    let (choices, chosen) = offer
    guard !choices.isEmpty, let start = completion?.start ?? pathStart else { return .open }
    let typed = completion?.typed ?? String(editor.textBeforeCursor.dropFirst(start))
    var next = chosen.map { $0 + step } ?? (step > 0 ? 0 : -1)
    next = (next + choices.count) % choices.count
    if choices[next].path == typed, choices.count > 1 { next = (next + step + choices.count) % choices.count }
    editor.replace(from: start, with: choices[next].path)
    completion = (start, typed, next)
    (choice, trouble, doubt) = (0, nil, nil)
    return .changed
  }

  private mutating func choose(_ wanted: Int) {
    let count = suggestions.count
    choice = count == 0 ? 0 : (wanted + count) % count
  }

  /// Tab writes the chosen entry's name out; once that stands there, it goes to the next.
  private mutating func complete() -> Outcome {
    let entries = suggestions
    guard choice < entries.count else { return .open }
    let name = entries[choice].line
    if text == name {
      choose(choice + 1)
    } else {
      editor = LineEditor(name)
      choice = 0
    }
    return .open
  }
}

/// What was answered to one kind of prompt, the newest last.
struct PromptHistory: Equatable, Sendable {
  static let limit = 100

  private(set) var lines: [String] = []

  /// The newest answer, said twice or not, stands once and last.
  mutating func add(_ line: String) {
    guard !line.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > Self.limit { lines.removeFirst() }
  }
}
