/// Where the feed's columns begin; each has a blank before it.
struct FeedColumns: Equatable {
  var timeWidth: Int
  /// `nil` for a column that is not shown.
  var source: Int?
  var type: Int
  var id: Int?
  var data: Int
  var width: Int

  /// - Parameters:
  ///   - typeColumns: what the widest type that was seen takes.
  ///   - idColumns: what the widest ID takes; 0 if there was none.
  init(width: Int, hasSources: Bool, typeColumns: Int, idColumns: Int) {
    self.width = width
    timeWidth = width >= 60 ? 12 : 8
    var next = 1 + timeWidth
    if hasSources {
      source = next
      next += 8
    }
    type = next
    next += 1 + min(typeColumns, max(7, width / 5))
    let idColumns = min(idColumns, width / 6)
    if idColumns > 0 {
      id = next
      next += 1 + max(idColumns, 2)
    }
    data = next
  }

  /// Columns that there are for data.
  var dataWidth: Int { max(width - data - 1, 1) }
}
