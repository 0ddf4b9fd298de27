import EventFields
package import StreamModel
package import Text

/// A table: a line of names, then a line for each event, with tabs or commas between.
///
/// As Python's csv reads it, in the dialect excel-tab or as it is by itself (RFC 4180, but with LF for line ends): a
/// value with a separator, a line end or a quote stands in quotes, each quote in it doubled. What is absent is empty,
/// an empty string `""`; JSON that is no string is as it was written. What is not UTF-8 is replaced.
package struct TableLines: Sendable {
  /// How many paths there can be on the command line and in the feed.
  package static let pathLimit = 4

  /// What stands in a column, called as in a line of JSON.
  package enum Column: Equatable, Sendable {
    case at, url, event, id, data
    /// The value of a path in the data.
    case value(JSONPath)

    var name: String {
      switch self {
      case .at: "at"
      case .url: "url"
      case .event: "event"
      case .id: "id"
      case .data: "data"
      case .value(let path): path.text
      }
    }
  }

  private let columns: [Column]
  private let separator: UInt8
  private let urls: [String]
  private let search: JSONSearch

  /// - Parameter urls: of the sources, as they may be shown.
  package init(_ columns: [Column], separatedBy separator: TableSeparator, urls: [String] = []) {
    (self.columns, self.separator, self.urls) = (columns, separator.byte, urls)
    search = JSONSearch(columns.compactMap { if case .value(let path) = $0 { path } else { nil } })
  }

  package func header(to output: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(separator) }
      append(column.name, to: &output)
    }
    output.append(0x0A)
  }

  /// - Parameter time: when it came, as `at` has it.
  package func event(_ record: Record, in log: EventLog, at time: [UInt8] = [], to output: inout [UInt8]) {
    log.withData(record) { data in
      let values = search.findAll(in: data)
      var next = 0
      for (index, column) in columns.enumerated() {
        if index > 0 { output.append(separator) }
        switch column {
        case .at: output.append(contentsOf: time)
        case .url: append(urls[Int(record.source)], to: &output)
        case .event: log.withName(record) { append($0, to: &output) }
        case .id: if record.idLength > 0 { log.withID(record) { append($0, to: &output) } }
        case .data: append(data, to: &output)
        case .value:
          if let value = values?[next] {
            value.withText { append($0, to: &output) }
          } else if columns.count == 1 {
            // An empty line would be no row at all.
            output.append(contentsOf: "\"\"".utf8)
          }
          next += 1
        }
      }
    }
    output.append(0x0A)
  }

  private func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &output) }
  }

  private func append(_ value: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    let isQuoted =
      value.isEmpty || value.contains { $0 == separator || $0 == 0x0A || $0 == 0x0D || $0 == Self.quote }
    if isQuoted { output.append(Self.quote) }
    for byte in String(decoding: value, as: UTF8.self).utf8 {
      if byte == Self.quote { output.append(Self.quote) }
      output.append(byte)
    }
    if isQuoted { output.append(Self.quote) }
  }

  private static let quote = UInt8(ascii: "\"")
}
