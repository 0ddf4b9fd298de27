import StreamModel
import Text

extension SourceState {
  /// What the user calls the source, or else its URL.
  var shownName: String { name ?? url }
}

/// What tells several sources apart where there is no room for their URLs.
///
/// A table keeps one: what a source is called depends on all their names, which hardly ever change.
struct SourceNames: Sendable {
  /// In the room that the table has for them.
  private(set) var shown: [String] = []
  /// Columns of the longest, whole.
  private(set) var longest = 0
  private var whole: [String] = []
  private var glyphs: Glyphs?
  private var columns: Int?

  /// Settles them for a table, if they are not settled for it yet.
  ///
  /// - Parameter room: how many columns there are for each, where the longest has so many.
  mutating func fit(_ sources: [SourceState], glyphs: Glyphs, room: (_ longest: Int) -> Int) {
    let names = sources.indices.map { sources[$0].name ?? sources[$0].url }
    let areKnown = names == whole && glyphs == self.glyphs
    if !areKnown {
      (whole, self.glyphs) = (names, glyphs)
      longest = names.reduce(0) { max($0, TextWidth.columns(of: $1, glyphs: glyphs)) }
    }
    let columns = room(longest)
    guard !areKnown || columns != self.columns else { return }
    self.columns = columns
    shown = Self.short(names, columns: columns, glyphs: glyphs)
  }

  private static let separators: Set<Character> = ["/", "?", "&", "=", ".", ":"]

  /// The names without what all of them begin with, and if that is not enough, without what all of them end with; an
  /// ellipsis is in its place. Both are cut at separators. Those that would still look the same, cut off at the end, are
  /// told apart among themselves.
  ///
  /// - Parameter columns: the room for each; names that fit stay whole.
  static func short(_ names: [String], columns: Int, glyphs: Glyphs) -> [String] {
    var shown = withoutCommonParts(names, columns: columns, glyphs: glyphs)
    let alike = Dictionary(grouping: shown.indices) { shown[$0].prefix(max(columns - 1, 0)) }.values
    for group in alike where group.count > 1 && group.count < names.count {
      let shorter = short(group.map { names[$0] }, columns: columns, glyphs: glyphs)
      for (index, name) in zip(group, shorter) { shown[index] = name }
    }
    return shown
  }

  private static func withoutCommonParts(_ names: [String], columns: Int, glyphs: Glyphs) -> [String] {
    func fit(_ names: [String]) -> Bool {
      names.allSatisfy { TextWidth.columns(of: $0, glyphs: glyphs) <= columns }
    }
    guard !fit(names), let first = names.first.map(Array.init), Set(names).count > 1 else { return names }
    let texts = names.map(Array.init)
    let shortest = texts.map(\.count).min() ?? 0
    let start = first[..<common(texts, within: shortest) { $0[$1] }].lastIndex(where: separators.contains) ?? 0
    let beginning = start > 0 ? glyphs.ellipsis : ""
    let rests = texts.map { beginning + String($0[start...]) }
    guard !fit(rests) else { return rests }
    let ending = first.suffix(common(texts, within: shortest - start - 1) { $0[$0.count - 1 - $1] })
    guard let cut = ending.firstIndex(where: separators.contains) else { return rests }
    return texts.map { beginning + String($0[start..<$0.count - (ending.endIndex - cut)]) + glyphs.ellipsis }
  }

  /// How many characters all have in common, counted from one of their ends.
  private static func common(
    _ texts: [[Character]], within limit: Int, _ character: ([Character], Int) -> Character
  ) -> Int {
    guard let first = texts.first else { return 0 }
    var count = 0
    while count < limit, texts.allSatisfy({ character($0, count) == character(first, count) }) { count += 1 }
    return count
  }
}
