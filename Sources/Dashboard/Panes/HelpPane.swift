import EventFilter

/// The help page: the keys of the place it was called from, and those that match what is searched for.
struct HelpPane: Sendable {
  enum Line: Equatable, Sendable {
    case title(String)
    case entry(keys: String, purpose: String)
    case blank
  }

  private let all: [Line]
  private(set) var lines: [Line]
  private(set) var top = 0
  private(set) var searched = ""
  var isSearching = false
  private var height = 1

  init(place: Keymap.Place) {
    all = Self.lines(in: place)
    lines = all
  }

  /// Leaves only what holds the text, in its keys or its purpose.
  mutating func find(_ text: String) {
    searched = text
    top = 0
    let wanted = text.lowercased()
    lines = wanted.isEmpty ? all : all.filter { $0.holds(wanted) }
  }

  mutating func fit(rows: Int) {
    height = max(rows, 1)
    top = min(max(top, 0), max(lines.count - height, 0))
  }

  mutating func apply(_ command: Command) {
    switch command {
    case .top: top = 0
    case .follow: top = lines.count
    default: top += ViewState.rows(command, page: max(height - 1, 1))
    }
    fit(rows: height)
  }

  private static func lines(in place: Keymap.Place) -> [Line] {
    Keymap.groups.flatMap { group -> [Line] in
      let bindings = group.bindings.filter { $0.places.contains(place) && !$0.keys.isEmpty }
      guard !bindings.isEmpty else { return [] }
      return [.title(group.title)] + merged(bindings) + [.blank]
    } + language
  }

  /// What can be typed behind `&`.
  private static let language: [Line] =
    [.title("Filters")] + FilterHelp.lines.map { .entry(keys: $0.0, purpose: $0.1) }

  /// Neighbours with the same purpose share a line: `1 to 9`.
  private static func merged(_ bindings: [Keymap.Binding]) -> [Line] {
    var lines: [(keys: [Key], purpose: String)] = []
    for binding in bindings {
      if let last = lines.indices.last, lines[last].purpose == binding.purpose {
        lines[last].keys += binding.keys
      } else {
        lines.append((binding.keys, binding.purpose))
      }
    }
    return lines.map { line in
      let names = line.keys.map(\.name)
      let keys = names.count > 5 ? "\(names[0]) to \(names[names.count - 1])" : names.joined(separator: " ")
      return .entry(keys: keys, purpose: line.purpose)
    }
  }
}

extension HelpPane.Line {
  fileprivate func holds(_ text: String) -> Bool {
    guard case .entry(let keys, let purpose) = self else { return false }
    return keys.lowercased().contains(text) || purpose.lowercased().contains(text)
  }
}
