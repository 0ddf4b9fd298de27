/// Where a page of lines without a cursor is scrolled to.
struct PageScroll: Sendable {
  /// The first line in view.
  private(set) var top = 0
  private var count = 0
  private var height = 1

  /// Whether there are lines below those in view.
  var hasMore: Bool { top + height < count }

  /// Keeps the page full where there are lines enough.
  mutating func fit(lines count: Int, rows: Int) {
    (self.count, height) = (count, max(rows, 1))
    keepInside()
  }

  mutating func apply(_ command: PaneCommand) {
    switch command {
    case .scroll(let scroll): top += scroll.rows(page: max(height - 1, 1))
    case .top: top = 0
    case .end: top = count
    case .left, .right, .open, .wrap: break
    }
    keepInside()
  }

  private mutating func keepInside() { top = min(max(top, 0), max(count - height, 0)) }
}
