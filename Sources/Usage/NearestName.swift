import Text

/// Finds the option that somebody meant.
package enum NearestName {
  /// What to say of an option that is not there.
  ///
  /// - Parameter known: the names that could be meant.
  package static func sentence(unknown name: String, among known: some Sequence<String>) -> String {
    let shown = Printable.text(String(name.prefix(40)))
    guard let near = nearest(to: name, among: known) else { return "Unknown option '--\(shown)'." }
    return "Unknown option '--\(shown)'. Did you mean '--\(near)'?"
  }

  /// The known name with the fewest letters to change, if they are few enough to be a slip.
  static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    guard name.count <= 40 else { return nil }
    let known = Array(known)
    let candidates = known.map { (name: $0, distance: distance(Array($0), Array(name))) }
    let best = candidates.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    if let best, best.distance <= max(1, name.count / 3) { return best.name }
    let continued = known.filter { $0.hasPrefix(name) && name.count >= 3 }
    return continued.count == 1 ? continued.first : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var line = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = min(last[column + 1] + 1, line[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          cost = min(cost, before[column - 1] + 1)
        }
        line.append(cost)
      }
      (before, last) = (last, line)
    }
    return last[second.count]
  }
}
