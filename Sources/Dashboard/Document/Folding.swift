/// Which containers of a document are folded, in words that hold for other documents of its kind.
struct Folding: Equatable, Sendable {
  /// The ways to more containers are not kept.
  private static let limit = 64

  /// Whether all but the outermost are folded, those left out that are named.
  private(set) var isAll = false
  /// The ways to those that are folded otherwise.
  private(set) var exceptions: [[Document.Step]] = []

  init() {}

  init(of document: Document) {
    isAll = document.isAllFolded
    for node in document.nodes.indices where exceptions.count < Self.limit && document.isContainer(node) {
      if document.isFolded(node) != document.isFoldedByAll(node) { exceptions.append(document.steps(to: node)) }
    }
  }
}
