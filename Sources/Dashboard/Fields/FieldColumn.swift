import EventFields
import Text

/// A column of the table of paths, in the order in which they stand.
enum FieldColumn: Int, CaseIterable, Sendable {
  case path, present, null, kind, values, mostOften, least, mean, greatest, latest, minute

  var title: String {
    switch self {
    case .path: "PATH"
    case .present: "IN"
    case .null: "NULL"
    case .kind: "KIND"
    case .values: "VALUES"
    case .mostOften: "MOST OFTEN"
    case .least: "MIN"
    case .mean: "MEAN"
    case .greatest: "MAX"
    case .latest: "LAST"
    case .minute: " 1 MIN"
    }
  }

  /// The share of nulls gives way first, then the last value, the minute's course, the greatest, the least, the mean,
  /// the most frequent value, the number of values, the kind.
  static let columns = [
    Grid.Column(title: FieldColumn.path.title, width: 18, isNumber: false, isName: true, stretch: 12),
    Grid.Column(title: FieldColumn.present.title, width: 5),
    Grid.Column(title: FieldColumn.null.title, width: 5, rank: 1),
    Grid.Column(title: FieldColumn.kind.title, width: 7, isNumber: false, rank: 9),
    Grid.Column(title: FieldColumn.values.title, width: 7, rank: 8),
    Grid.Column(title: FieldColumn.mostOften.title, width: 14, isNumber: false, rank: 7, stretch: 26),
    Grid.Column(title: FieldColumn.least.title, width: 7, rank: 5, stretch: 5),
    Grid.Column(title: FieldColumn.mean.title, width: 7, rank: 6, stretch: 5),
    Grid.Column(title: FieldColumn.greatest.title, width: 7, rank: 4, stretch: 5),
    Grid.Column(title: FieldColumn.latest.title, width: 12, isNumber: false, rank: 2, stretch: 28),
    Grid.Column(title: FieldColumn.minute.title, width: 7, isNumber: false, rank: 3, stretch: 54),
  ]

  /// Where they lie. Paths get no more room than the longest needs. Where none has figures, their columns' room is for
  /// the most frequent and the last values, in halves.
  static func grid(_ fields: FieldStatistics, width: Int, glyphs: Glyphs) -> Grid {
    var columns = columns
    columns[path.rawValue].stretch = stretch(fields, glyphs)
    guard !(0..<fields.count).contains(where: { fields[$0].least != nil || fields[$0].age != nil }) else {
      return Grid(columns, width: width)
    }
    let figures = [least, mean, greatest].map(\.rawValue)
    columns[latest.rawValue].stretch += figures.reduce(0) { $0 + columns[$1].width + columns[$1].stretch + 1 }
    let values = [mostOften, latest].map(\.rawValue)
    let room = Grid(columns, without: Set(figures), width: width)
    let left = values.reduce(0) { $0 + max(room.width(of: $1) - columns[$1].width, 0) }
    columns[mostOften.rawValue].stretch = min(columns[mostOften.rawValue].stretch, (left + 1) / 2)
    return Grid(columns, without: Set(figures), width: width)
  }

  private static func stretch(_ fields: FieldStatistics, _ glyphs: Glyphs) -> Int {
    let (width, most) = (columns[path.rawValue].width, columns[path.rawValue].stretch)
    var needed = 0
    for index in 0..<fields.count where needed < most && fields[index].events > 0 {
      needed = max(needed, TextWidth.columns(of: fields.path(index).text, glyphs: glyphs) - width)
    }
    return min(needed, most)
  }

  /// Whether the column begins with its greatest: quantities do.
  var beginsWithGreatest: Bool {
    switch self {
    case .path, .kind, .latest, .least: false
    default: true
    }
  }

  /// The paths in an order; as they stand in the events where nothing else is asked.
  static func order(_ fields: FieldStatistics, by sort: TableSort?) -> [Int] {
    let rows = (0..<fields.count).filter { fields[$0].events > 0 }
    guard let sort, let column = Self(rawValue: sort.column) else { return rows }
    let greatest = column.beginsWithGreatest != sort.isInverted
    func sorted(_ key: (PathStatistics) -> Int) -> [Int] { rows.sorted(greatestFirst: greatest) { key(fields[$0]) } }
    func byFigure(_ key: (PathStatistics) -> Double?) -> [Int] {
      // Where there is no figure, at the end.
      let known = rows.filter { key(fields[$0]) != nil }
      return known.sorted(greatestFirst: greatest) { key(fields[$0]) ?? 0 } + rows.filter { key(fields[$0]) == nil }
    }
    switch column {
    case .path: return rows.sorted(greatestFirst: greatest) { fields.path($0).text }
    case .present: return sorted { $0.events }
    case .null: return sorted { $0.nulls }
    case .kind: return rows.sorted(greatestFirst: greatest) { fields[$0].kind.rawValue }
    case .values: return sorted { $0.differentValues.count + ($0.differentValues.hasMore ? 1 : 0) }
    case .mostOften: return byFigure { $0.mostOften.map { Double($0.count) } }
    case .least: return byFigure { $0.least.flatMap { DecimalDigits($0)?.double } ?? $0.age?.least }
    case .mean: return byFigure { $0.mean?.double ?? $0.age?.mean }
    case .greatest: return byFigure { $0.greatest.flatMap { DecimalDigits($0)?.double } ?? $0.age?.greatest }
    case .latest: return rows.sorted(greatestFirst: greatest) { fields[$0].latest.text }
    case .minute: return sorted { $0.values }
    }
  }
}
