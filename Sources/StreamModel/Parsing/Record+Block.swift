import Text

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
