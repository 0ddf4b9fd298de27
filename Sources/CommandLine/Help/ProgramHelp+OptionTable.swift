package import Completion

extension ProgramHelp {
  /// What `--help`, completions and the manual tell, made of the option table.
  package static var ofSSETop: ProgramHelp {
    var urls = argument(ProgramText.urls, kind: "positional")
    urls.isRepeating = true
    let options = OptionTable.sections.flatMap { section in
      section.options.compactMap { argument($0, title: section.title) }
    }
    return ProgramHelp(
      Command(
        commandName: "sse-top", abstract: ProgramText.abstract, usage: ProgramText.usage,
        discussion: ProgramText.discussion, arguments: [urls] + options),
      attachedOnly: Set(OptionTable.options.filter(\.isAttached).map(\.name)))
  }

  private static func argument(_ option: OptionTable.Option, title: String) -> Argument? {
    guard let help = option.help else { return nil }
    var argument = argument(help, kind: help.value == nil ? "flag" : "option")
    argument.names = option.letter.map { [Name(kind: "short", name: String($0))] } ?? []
    argument.names?.append(Name(kind: "long", name: option.name))
    argument.sectionTitle = title.isEmpty ? nil : title
    argument.isRepeating = option.field?.addsUp ?? false
    if case .words(let words) = option.field?.values, !words.isEmpty { argument.allValues = words }
    return argument
  }

  private static func argument(_ help: OptionTable.Help, kind: String) -> Argument {
    var argument = Argument(kind: kind, valueName: help.value, abstract: help.text)
    switch help.completed {
    case .nothing: break
    case .files: argument.completionKind = .files
    case .folders: argument.completionKind = .folders
    }
    return argument
  }
}

extension OptionTable.Option {
  fileprivate var isAttached: Bool { if case .optionalValue = meaning { true } else { false } }
}
