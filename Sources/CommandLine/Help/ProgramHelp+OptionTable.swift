package import Usage

extension ProgramHelp {
  /// What `--help`, completions and the manual tell, made of the option table.
  package static var ofSSETop: ProgramHelp {
    var urls = argument(.positional, ProgramText.urls)
    urls.isRepeating = true
    let options = OptionTable.sections.flatMap { section in
      section.options.compactMap { argument($0, title: section.title) }
    }
    return ProgramHelp(
      name: "sse-top", abstract: ProgramText.abstract, usage: ProgramText.usage, discussion: ProgramText.discussion,
      arguments: [urls] + options)
  }

  private static func argument(_ option: OptionTable.Option, title: String) -> Argument? {
    guard let help = option.help else { return nil }
    var argument = argument(help.value == nil ? .flag : .option, help)
    (argument.name, argument.letter) = (option.name, option.letter)
    argument.section = title.isEmpty ? nil : title
    argument.isRepeating = option.field?.addsUp ?? false
    if case .optionalValue = option.meaning { argument.isAttachedOnly = true }
    if case .words(let words) = option.field?.values, !words.isEmpty { argument.values = .list(words) }
    return argument
  }

  private static func argument(_ kind: Argument.Kind, _ help: OptionTable.Help) -> Argument {
    var argument = Argument(kind, value: help.value, text: help.text)
    switch help.completed {
    case .nothing: break
    case .files: argument.values = .files
    case .folders: argument.values = .folders
    }
    return argument
  }
}
