import Text

extension Record {
  /// Reads the `data` lines of an event again, as the parser did, and joins their values by LF.
  ///
  /// - Parameters:
  ///   - block: the event's bytes, from its first field on.
  ///   - limit: bytes that are read at most.
  package static func joinedData(in block: UnsafeRawBufferPointer, limit: Int = .max) -> [UInt8] {
    var data: [UInt8] = []
    var ends = LineEnds(in: block)
    var index = 0
    var isFirst = true
    while let end = ends.next(from: index), data.count < limit {
      let line = UnsafeRawBufferPointer(rebasing: block[index..<end])
      if !line.isEmpty {
        let field = Field(line: line)
        if field.name == .data {
          if !isFirst { data.append(0x0A) }
          isFirst = false
          data.append(contentsOf: line[field.valueStart...].prefix(limit - data.count))
        }
      }
      index = end + 1
    }
    return data
  }
}

extension Record {
  /// The data of an event that is no block of an event stream, as one: a `data` line for each of its lines, however
  /// they end.
  package static func appendBlock(of data: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    for line in Lines(in: data, countsRest: true) {
      output.append(contentsOf: "data: ".utf8)
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: data[line.content]))
      output.append(0x0A)
    }
    output.append(0x0A)
  }
}
