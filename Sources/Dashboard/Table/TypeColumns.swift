/// The columns of the table of types on the main screen, in their order.
enum ShortTypeColumn: Int {
  case label, name, events, share, rate, bytes, last, minute, data

  /// From these widths on there is room for data, and beside it for a sparkline with a bar a second.
  private static let (withData, withSeconds) = (120, 180)

  /// The bytes give way first, then the sparkline, the time, the rate, the share.
  ///
  /// - Parameters:
  ///   - width: of the table.
  ///   - nameColumns: of the widest name.
  static func columns(width: Int, nameColumns: Int) -> [Grid.Column] {
    let data: [Grid.Column] = width >= withData ? [.lastData] : []
    return [
      Grid.Column(title: "", width: 2, isNumber: false),
      Grid.Column(name: "TYPE", columns: nameColumns, ofTable: width),
      Grid.Column(title: "EVENTS", width: 10),
      Grid.Column(title: "SHARE", width: 6, rank: 5),
      Grid.Column(title: "RATE", width: 9, rank: 4),
      Grid.Column(title: "DATA", width: 9, rank: 1),
      Grid.Column(title: "LAST", width: 9, rank: 3),
      Grid.Column(title: " 1 MIN", width: 13, isNumber: false, rank: 2, stretch: width >= withSeconds ? 48 : 18),
    ] + data
  }
}

/// The columns of the full table of types after those that it can be sorted by.
enum FullTypeColumn {
  static let minute = TypeColumn.allCases.count
  static let data = minute + 1

  private static let (withData, withSeconds) = (154, 200)

  /// The sparkline gives way first, then the first time, the mean of the minute, the share, the bytes, the peak, the
  /// last time, the rate.
  static func columns(width: Int, nameColumns: Int) -> [Grid.Column] {
    let data: [Grid.Column] = width >= withData ? [.lastData] : []
    return [
      Grid.Column(title: TypeColumn.number.title, width: 5),
      Grid.Column(name: TypeColumn.name.title, columns: nameColumns, ofTable: width),
      Grid.Column(title: TypeColumn.events.title, width: 11),
      Grid.Column(title: TypeColumn.share.title, width: 6, rank: 4),
      Grid.Column(title: TypeColumn.rate.title, width: 9, rank: 8),
      Grid.Column(title: TypeColumn.minuteRate.title, width: 9, rank: 3),
      Grid.Column(title: TypeColumn.peak.title, width: 9, rank: 6),
      Grid.Column(title: TypeColumn.bytes.title, width: 9, rank: 5),
      Grid.Column(title: TypeColumn.firstSeen.title, width: 9, rank: 2),
      Grid.Column(title: TypeColumn.lastSeen.title, width: 9, rank: 7),
      Grid.Column(title: " LAST MINUTE", width: 13, isNumber: false, rank: 1, stretch: width >= withSeconds ? 48 : 18),
    ] + data
  }
}

extension Grid.Column {
  /// The beginning of what came last, in whatever room is left.
  fileprivate static let lastData = Grid.Column(title: " LAST DATA", width: 22, isNumber: false, stretch: Area.limit)
  /// Names have so many columns in any case.
  private static let leastName = 14

  /// A column of names: as wide as the widest of them while that leaves room for the numbers, and wider than that where
  /// there is room anyway.
  init(name title: String, columns: Int, ofTable width: Int) {
    let wanted = max(columns, Self.leastName)
    let least = min(wanted, max(width / 4, Self.leastName))
    self.init(
      title: title, width: least, isNumber: false, isName: true, stretch: max(min(wanted, width * 2 / 5) - least, 0))
  }
}
