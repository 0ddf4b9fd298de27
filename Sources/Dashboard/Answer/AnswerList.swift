import ModelAnswers

/// All answers whose numbers are kept, of all sources, in the order in which they began.
struct AnswerList {
  struct Entry {
    var source: Int
    var numbers: AnswerNumbers
    /// Where the next answer of its source begins; `nil` for the newest.
    var end: Int?
  }

  let entries: [Entry]

  init(_ answers: AnswerReaders?) {
    var entries: [Entry] = []
    for (source, reader) in (answers?.readers ?? []).enumerated() {
      let all = reader.all
      for (index, numbers) in all.enumerated() {
        entries.append(
          Entry(source: source, numbers: numbers, end: index + 1 < all.count ? all[index + 1].position : nil))
      }
    }
    self.entries = entries.sorted { $0.numbers.position < $1.numbers.position }
  }

  /// Which of them is meant; `nil` if there is none.
  func index(of choice: AnswerPane.Choice) -> Int? {
    switch choice {
    case .newest(let source):
      entries.lastIndex { source == nil || $0.source == source } ?? entries.indices.last
    case .one(let position): entries.firstIndex { $0.numbers.position == position } ?? entries.indices.first
    }
  }

  /// The choice of an entry: the newest of a source is followed by the next.
  func choice(of index: Int) -> AnswerPane.Choice {
    entries[index].end == nil ? .newest(of: entries[index].source) : .one(entries[index].numbers.position)
  }
}
