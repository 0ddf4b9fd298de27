import EventFilter
import Text

/// The help page: the keys of the place it was called from, and those that match what is searched for.
struct HelpPane: Pane {
  enum Line: Equatable, Sendable {
    case title(String)
    case entry(keys: String, purpose: String)
    case blank
  }

  var place: Keymap.Place { .help }
  var footer: [FooterKey] { [.back, .scroll, .search] }
  private let all: [Line]
  private(set) var lines: [Line]
  private var scroll = PageScroll()
  private(set) var searched = ""
  var isSearching = false

  /// - Parameters:
  ///   - opener: the place whose keys are listed.
  ///   - hasReplay: whether a recording is played.
  init(opener: Keymap.Place, hasReplay: Bool = false) {
    all = Self.lines(in: opener, hasReplay: hasReplay)
    lines = all
  }

  /// Leaves only what holds the text, in its keys or its purpose.
  mutating func find(_ text: String) {
    searched = text
    scroll.apply(.top)
    let wanted = text.lowercased()
    lines = wanted.isEmpty ? all : all.filter { $0.holds(wanted) }
  }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    scroll.apply(command)
    return nil
  }

  mutating func fit(_ context: PaneContext, in area: Area) { scroll.fit(lines: lines.count, rows: area.rows) }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    let keyColumns = min(22, area.columns / 2)
    if lines.isEmpty { canvas.put("no key here matches \(searched)", in: area, role: .dim) }
    for (row, line) in lines.dropFirst(scroll.top).prefix(area.rows).enumerated() {
      switch line {
      case .title(let title): canvas.put(title, in: area, row: row, role: .heading)
      case .entry(let keys, let purpose):
        canvas.put(keys, in: area, row: row, column: 2, upTo: keyColumns, role: .key)
        canvas.put(purpose, in: area, row: row, column: keyColumns + 1, upTo: area.columns, role: .normal)
      case .blank: break
      }
    }
    if scroll.top + area.rows < lines.count {
      canvas.putTrailing(" \(canvas.glyphs.down) more ", in: area, row: area.rows - 1, role: .dim)
    }
  }

  private static func lines(in place: Keymap.Place, hasReplay: Bool) -> [Line] {
    let groups = Keymap.groups.filter { hasReplay || !$0.isOfReplays }.map { group in
      (title: group.title, bindings: group.bindings.filter { $0.places.contains(place) && !$0.keys.isEmpty })
    }.filter { !$0.bindings.isEmpty }
    // What a page alone has is what is looked for on it. The feed is where everything begins.
    let own = place == .feed ? [] : groups.filter { isOwn($0.bindings, place) }
    let others = place == .feed ? groups : groups.filter { !isOwn($0.bindings, place) }
    return (own + others).flatMap { [.title($0.title)] + merged($0.bindings, hasReplay: hasReplay) + [.blank] }
      + language
  }

  /// Whether most of the bindings are of this place and no other.
  private static func isOwn(_ bindings: [Keymap.Binding], _ place: Keymap.Place) -> Bool {
    bindings.count(where: { $0.places == place }) * 2 > bindings.count
  }

  /// What can be typed after `&`.
  private static let language: [Line] =
    [.title("Filters")] + FilterHelp.lines.map { .entry(keys: $0.0, purpose: $0.1) }

  /// Neighbours with the same purpose share a line: `1 to 9`.
  private static func merged(_ bindings: [Keymap.Binding], hasReplay: Bool) -> [Line] {
    var lines: [(keys: [Key], purpose: String)] = []
    for binding in bindings {
      let purpose = hasReplay ? binding.purposeInReplay ?? binding.purpose : binding.purpose
      if let last = lines.indices.last, lines[last].purpose == purpose {
        lines[last].keys += binding.keys
      } else {
        lines.append((binding.keys, purpose))
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
