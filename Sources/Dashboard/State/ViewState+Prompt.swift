import EventFilter
import StreamModel
import Text

extension ViewState {
  mutating func ask(_ subject: Prompt.Subject, text: String = "") {
    before = (feed, search, panes)
    prompt = Prompt(subject, text: text)
  }

  /// Asks for a file, with a name that can be taken as it is.
  mutating func ask(_ subject: Prompt.Subject, suggesting name: String) {
    ask(subject)
    prompt = Prompt(subject, suggestion: name)
  }

  mutating func answer(with key: Key, _ context: Context) -> Effect? {
    guard var prompt else { return nil }
    let outcome = prompt.press(key, history: histories[prompt.subject] ?? PromptHistory())
    self.prompt = prompt
    switch outcome {
    case .open: return nil
    case .changed:
      preview(context)
      return nil
    case .cancelled:
      giveUp()
      return nil
    case .given(let text): return receive(text, for: prompt.subject, context)
    }
  }

  /// Looks once for the paths that a prompt offers, when one is typed.
  mutating func offerPaths(_ state: StreamState) {
    guard let prompt, prompt.paths.all.isEmpty, prompt.pathStart != nil else { return }
    self.prompt?.paths = PathChoices(state)
  }

  /// What was typed works at once, as far as it is right; what it replaced comes back if it is given up.
  private mutating func preview(_ context: Context) {
    guard let prompt else { return }
    switch prompt.subject {
    case .search:
      if change(HelpPane.self, { $0.find(prompt.text) }) != nil { return }
      search = before?.search
      // What is typed now is looked for from where one stood, and if it is nowhere, one stands there still.
      if let before {
        if pane == nil { feed.goBack(to: before.feed) }
        panes = before.panes
      }
      if !prompt.text.isEmpty { explained { try $0.beginSearch(prompt.text, from: $0.before?.feed, context.state) } }
    case .filter: explained { try $0.setFilter(prompt.text) }
    case .alert: explained { $0.prompt?.doubt = try EventFilter(prompt.text).hints.first }
    case .group:
      // Whoever begins to type the word for types is not wrong yet.
      let isWord = "types".hasPrefix(prompt.text)
      explained { _ in if !isWord { _ = try JSONPath(expression: prompt.text) } }
    default: break
    }
  }

  /// Does something that an expression may be wrong for, and tells so under the prompt.
  @discardableResult
  private mutating func explained(_ body: (inout Self) throws -> Void) -> Bool {
    do {
      try body(&self)
      prompt?.trouble = nil
      return true
    } catch let error as FilterError {
      prompt?.trouble = (error.message, error.offset)
    } catch {
      prompt?.trouble = ("\(error)", nil)
    }
    return false
  }

  private mutating func giveUp() {
    if let before, prompt?.subject == .filter { feed.selection.filter = before.feed.selection.filter }
    if let before, prompt?.subject == .search {
      if change(HelpPane.self, { $0.find("") }) == nil {
        search = before.search
        feed.goBack(to: before.feed)
        panes = before.panes
      }
    }
    close()
  }

  private mutating func close() {
    change(HelpPane.self) { $0.isSearching = false }
    prompt = nil
    before = nil
  }

  private mutating func receive(_ text: String, for subject: Prompt.Subject, _ context: Context) -> Effect? {
    histories[subject, default: PromptHistory()].add(text)
    switch subject {
    case .search:
      if pane is HelpPane { break }
      // An empty line searches on for what was searched last, as less does it.
      if text.isEmpty, let last = histories[.search]?.lines.last {
        guard explained({ try $0.beginSearch(last, from: nil, context.state) }) else { return nil }
      } else if prompt?.trouble != nil {
        return nil
      }
      // It may be known already, and was not told while it was being typed.
      if search?.pending == nil, search?.isBarren == true, pane == nil { tellNothingFound() }
    case .filter:
      guard explained({ try $0.setFilter(text) }) else { return nil }
      tellDoubt()
    case .alert:
      var effect: Effect?
      guard explained({ effect = try $0.setAlert(text) }) else { return nil }
      close()
      return effect
    case .group:
      guard explained({ try $0.setGroup(text) }) else { return nil }
      close()
      tellGroup()
      return nil
    case .palette: return run(text, context)
    case .save, .saveReport, .saveComparison, .record, .pipe:
      close()
      guard !text.isEmpty else { return nil }
      return switch subject {
      case .save: write(.events, to: text, overwrites: false)
      case .saveReport: write(.report, to: text, overwrites: false)
      case .saveComparison: write(.comparison, to: text, overwrites: false)
      case .record: write(.recording, to: text, overwrites: false)
      default: pipe(text, context)
      }
    case .overwrite(let path, let use):
      close()
      return write(use, to: path, overwrites: true)
    }
    close()
    return nil
  }

  private func write(_ use: FileUse, to path: String, overwrites: Bool) -> Effect {
    switch use {
    case .events: .save(path: path, overwrites: overwrites)
    case .recording: .record(path: path, overwrites: overwrites)
    case .report: .saveReport(path: path, overwrites: overwrites)
    case .comparison: .saveComparison(path: path, overwrites: overwrites)
    }
  }

  private mutating func setFilter(_ text: String) throws(FilterError) {
    let filter = try EventFilter(text)
    feed.selection.filter = filter.isEmpty ? nil : filter
    prompt?.doubt = filter.hints.first
  }

  /// What may be meant otherwise is told once more when the prompt is gone.
  mutating func tellDoubt() { if let doubt = prompt?.doubt { tell(doubt, role: .warning) } }

  // MARK: - The palette

  private mutating func run(_ text: String, _ context: Context) -> Effect? {
    let suggestions = prompt?.suggestions ?? []
    guard let choice = prompt?.choice, choice < suggestions.count else {
      prompt?.trouble = ("there is no command of this name", nil)
      return nil
    }
    switch suggestions[choice].action {
    case .run(let command):
      close()
      return apply(command, context)
    case .ask(let command):
      let words = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2, words[0].lowercased() == command.rawValue else {
        // An empty expression ends what one has asked for before.
        if text == suggestions[choice].line, command == .alert || command == .stopOn {
          return apply(.given(command, ""), context)
        }
        // The name alone: its argument is asked for by writing the name out.
        prompt = Prompt(.palette, text: suggestions[choice].line)
        return nil
      }
      // The place of a mistake is counted in the whole line.
      defer {
        if let place = prompt?.trouble?.offset { prompt?.trouble?.offset = place + words[0].utf8.count + 1 }
      }
      return apply(.given(command, words[1]), context)
    }
  }

  /// Does what was typed after a command's name, or tells under the prompt what is wrong with it.
  mutating func apply(_ command: ArgumentCommand, _ argument: String, _ context: Context) -> Effect? {
    switch command {
    case .filter:
      guard explained({ try $0.setFilter(argument) }) else { return nil }
      tellDoubt()
    case .search: guard explained({ try $0.beginSearch(argument, from: nil, context.state) }) else { return nil }
    case .alert, .stopOn:
      var effect: Effect?
      guard explained({ effect = try command == .alert ? $0.setAlert(argument) : $0.setStop(argument) }) else {
        return nil
      }
      close()
      return effect
    case .type:
      let table = EventTable(context.counted, countedGroups)
      guard let row = table.order.first(where: { table.name($0) == argument }) else {
        prompt?.trouble = ("no event of this \(feed.groups == nil ? "type" : "value") has arrived", nil)
        return nil
      }
      show(.only(row))
    case .by:
      guard explained({ try $0.setGroup(argument) }) else { return nil }
      tellGroup()
    case .column: guard explained({ try $0.setColumn(argument) }) else { return nil }
    case .at:
      guard let place = SoughtPlace(argument: argument) else { return wrong(SoughtPlace.forms) }
      close()
      return go(to: place, context)
    case .speed:
      guard replay != nil else { return wrong("this is live; only a recording has a speed") }
    case .next, .previous:
      guard let kind = ReplayMarks.Kind(name: argument) else {
        return wrong(ReplayMarks.Kind.allCases.map(\.name).joined(separator: ", "))
      }
      close()
      return go(to: kind, command == .next ? .newer : .older, context.state)
    case .save, .record, .pipe, .mouse, .theme, .layout: break
    }
    close()
    if command == .layout { LayoutChoice(rawValue: argument).map { choose($0) } }
    return switch command {
    case .filter, .search, .alert, .stopOn, .type, .by, .column, .layout, .at, .next, .previous: nil
    case .speed: .replay(.speed(argument))
    case .save: .save(path: argument, overwrites: false)
    case .record: .record(path: argument, overwrites: false)
    case .pipe: pipe(argument, context)
    case .mouse: useMouse(argument != "off")
    case .theme: .theme(argument)
    }
  }

  /// What was typed cannot be taken, and what could be.
  private mutating func wrong(_ sentence: String) -> Effect? {
    prompt?.trouble = (sentence, nil)
    return nil
  }

  mutating func useMouse(_ isOn: Bool) -> Effect {
    hasMouse = isOn
    tell(isOn ? "mouse on; hold Shift to select text" : "mouse off")
    return .mouse(isOn)
  }

  /// Asks whether a file that is there may be written over.
  public mutating func askToOverwrite(_ path: String, of use: FileUse) {
    ask(.overwrite(path: path, use))
  }
}
