/// How an opened event is looked at: what the next one takes over.
struct DetailLook: Sendable {
  /// Event types whose folding is kept: those that were looked at last.
  private static let typeLimit = 64

  var isWrapped = true
  var isRaw = false
  /// Columns that cut rows skip.
  var offset = 0
  /// The way to the node under the cursor; it is kept over events that have no such node.
  var steps: [Document.Step] = []
  /// The row of the screen that the cursor is on; `nil` where the event is seen from its first line on.
  var row: Int?
  private var foldings: [String: Folding] = [:]
  /// The last one was looked at last.
  private var types: [String] = []

  /// What is folded in the events of a type.
  func folding(of type: String) -> Folding? { foldings[type] }

  mutating func keep(_ folding: Folding, of type: String) {
    types.removeAll { $0 == type }
    foldings[type] = nil
    guard folding != Folding() else { return }
    types.append(type)
    foldings[type] = folding
    if types.count > Self.typeLimit { foldings[types.removeFirst()] = nil }
  }
}
