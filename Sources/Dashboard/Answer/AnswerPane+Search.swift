import EventFilter
import ModelAnswers
import Text

/// The search of the page: texts, names of tools, sources.
extension AnswerPane {
  /// Goes to the next match, and unfolds what hides it; whether there is one.
  ///
  /// - Parameter isIncremental: whether one at the cursor counts too, as while a pattern is being typed.
  mutating func find(_ pattern: TextPattern, _ answer: Answer?, forward: Bool, isIncremental: Bool = false) -> Bool {
    guard let answer, !pattern.isEmpty else { return false }
    let places = places(of: pattern, in: answer)
    let here = place(cursor)
    let found =
      forward
      ? places.first { isIncremental ? place($0) >= here : place($0) > here } : places.last { place($0) < here }
    guard let found else { return false }
    go(to: found)
    return true
  }

  /// Which of how many matches the cursor is on, or how many there are; `nil` if nothing is looked for.
  func matchCount(_ answer: Answer?) -> String? {
    guard let answer, let matches else { return nil }
    let places = places(of: matches.pattern, in: answer)
    let total = Quantity.grouped(places.count)
    guard let index = places.firstIndex(where: { $0 == cursor }) else { return "\(total) found" }
    return "\(Quantity.grouped(index + 1)) of \(total) found"
  }

  /// Where the matches are, in the order of the page.
  private func places(of pattern: TextPattern, in answer: Answer) -> [Cursor] {
    var matches = matches?.pattern == pattern ? matches : nil
    if matches == nil {
      matches = AnswerMatches(pattern)
      matches?.look(in: answer)
    }
    let blocks = Dictionary(answer.blocks.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    return sections.flatMap { section, _ -> [Cursor] in
      switch section {
      case .choice: return []
      case .block(let number):
        guard let block = blocks[number] else { return [] }
        let name = pattern.ranges(in: Array(block.name.utf8), limit: 1).map { _ in Cursor(section: section, byte: nil) }
        return name + (matches?.ranges(in: block) ?? []).map { Cursor(section: section, byte: $0.lowerBound) }
      case .sources(let choice):
        return answer.sources(of: choice).enumerated()
          .filter { !pattern.ranges(in: Array($0.element.line.utf8), limit: 1).isEmpty }
          .map { Cursor(section: section, byte: $0.offset) }
      }
    }
  }

  private func place(_ cursor: Cursor?) -> (Int, Int) {
    guard let cursor else { return (-1, -1) }
    return (sections.firstIndex { $0.section == cursor.section } ?? -1, cursor.byte ?? -1)
  }
}

extension Answer {
  func sources(of choice: Int) -> [AnswerSource] { sources.filter { $0.choice == choice } }
}

extension AnswerSource {
  /// The source on one line.
  var line: String {
    if title.isEmpty || title == address { return address.isEmpty ? "without a name" : address }
    return address.isEmpty ? title : "\(title)  \(address)"
  }
}
