import EventFields
package import StreamModel
package import Text

/// A table: a line of paths, then for each event a line of the values there, tabs between.
///
/// As Python's csv writes and reads it in the dialect excel-tab, and other tools as CSV with a tab for the comma
/// (RFC 4180): a value with a tab, a line end or a quote stands in quotes, each quote in it doubled. What is absent is
/// empty, an empty string `""`; JSON that is no string is as it was written. What is not UTF-8 is replaced.
package struct TabSeparatedLines: Sendable {
  /// How many paths there can be.
  package static let limit = 4

  private let columns: [JSONPath]
  private let search: JSONSearch

  package init(_ columns: [JSONPath]) { (self.columns, search) = (columns, JSONSearch(columns)) }

  func header(to output: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(0x09) }
      var path = column.text
      path.withUTF8 { Self.append(UnsafeRawBufferPointer($0), to: &output) }
    }
    output.append(0x0A)
  }

  package func event(_ record: Record, in log: EventLog, to output: inout [UInt8]) {
    log.withData(record) { data in
      let values = search.findAll(in: data)
      for index in columns.indices {
        if index > 0 { output.append(0x09) }
        if let value = values?[index] {
          value.withText { Self.append($0, to: &output) }
        } else if columns.count == 1 {
          // An empty line would be no row at all.
          output.append(contentsOf: "\"\"".utf8)
        }
      }
    }
    output.append(0x0A)
  }

  private static func append(_ value: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    let isQuoted = value.isEmpty || value.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == quote }
    if isQuoted { output.append(quote) }
    for byte in String(decoding: value, as: UTF8.self).utf8 {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
    if isQuoted { output.append(quote) }
  }

  private static let quote = UInt8(ascii: "\"")
}
