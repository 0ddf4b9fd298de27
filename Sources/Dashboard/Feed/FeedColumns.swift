/// Where the feed's columns begin; each has a blank before it.
struct FeedColumns: Equatable {
  /// A column of values.
  struct Field: Equatable {
    /// Which of `FieldColumns`.
    var index: Int
    var column: Int
    var width: Int
  }

  /// What is left to the data where there are columns of values: those give way first, the last one before the others,
  /// and before them the ID.
  private static let leastData = 12
  /// The part of the row that data keeps from values which are longer than their columns, and from titles.
  private static let shareFromValues = 6
  private static let shareFromTitles = 4

  var timeWidth: Int
  /// `nil` for a column that is not shown.
  var source: Int?
  var type: Int
  var id: Int?
  var fields: [Field] = []
  var data: Int
  var width: Int

  /// - Parameters:
  ///   - typeColumns: what the widest type that was seen takes.
  ///   - idColumns: what the widest ID takes; 0 if there was none.
  ///   - jsonIDColumns: the same of IDs that are JSON. They begin alike, so that one cut short says nothing: they have a
  ///     column where it holds all of them.
  ///   - fields: what each column of values takes; 0 for one that is not to be shown.
  ///   - titles: what their titles take, where there is room for more than the values need.
  init(
    width: Int, hasSources: Bool, typeColumns: Int, idColumns: Int, jsonIDColumns: Int = 0, fields: [Int] = [],
    titles: [Int] = []
  ) {
    self.width = width
    timeWidth = width >= 60 ? 12 : 8
    var next = 1 + timeWidth
    if hasSources {
      source = next
      next += 8
    }
    type = next
    next += 1 + min(typeColumns, max(7, width / 5))
    var idColumns = min(idColumns, width / 6)
    if jsonIDColumns <= width / 6 { idColumns = max(idColumns, jsonIDColumns) }
    if idColumns > 0 { idColumns = 1 + max(idColumns, 2) }
    var shown = fields.enumerated().filter { $1 > 0 }.map {
      Field(index: $0, column: 0, width: min($1, max(width / 5, 6)))
    }
    let room = width - next - 1 - Self.leastData
    func needed() -> Int { shown.reduce(0) { $0 + $1.width + 1 } }
    if !shown.isEmpty, needed() + idColumns > room { idColumns = 0 }
    while !shown.isEmpty, needed() > room { shown.removeLast() }
    func grow(to wanted: [Int], keeping share: Int) {
      var spare = width - next - 1 - idColumns - needed() - max(width / share, Self.leastData)
      for place in shown.indices where spare > 0 && wanted.indices.contains(shown[place].index) {
        let more = min(max(wanted[shown[place].index] - shown[place].width, 0), spare)
        shown[place].width += more
        spare -= more
      }
    }
    grow(to: fields, keeping: Self.shareFromValues)
    grow(to: titles, keeping: Self.shareFromTitles)
    if idColumns > 0 {
      id = next
      next += idColumns
    }
    for index in shown.indices {
      shown[index].column = next
      next += 1 + shown[index].width
    }
    self.fields = shown
    data = next
  }

  /// Columns that there are for data.
  var dataWidth: Int { max(width - data - 1, 1) }

  /// Where the column of the type ends.
  var typeEnd: Int { id ?? valuesStart }

  /// Where the values or, without any, the data begin.
  var valuesStart: Int { fields.first?.column ?? data }
}
