package import StreamModel
import Text

/// Writes events as an event stream again, which a parser of the standard reads as the same events.
///
/// The block of an event passes as it came, with its line ends, unknown fields and `retry`; but its comments stand
/// where they came, and a BOM stays away. An `id` is added where the event's last event ID was set by something that
/// was not written: an event that is not shown, a block without data, another source, an earlier run. A line of
/// newline-delimited JSON becomes an event's data.
package struct EventStreamText: Sendable {
  /// The last event ID string of who has read what was written.
  private var lastEventID: [UInt8] = []
  /// Behind each source's last comment.
  private var commentEnds: [UInt64]
  private var isEmpty = true

  package init(sources: Int) { commentEnds = Array(repeating: 0, count: sources) }

  package mutating func event(_ record: Record, in log: EventLog, to output: inout [UInt8]) {
    let before = output.count
    writeID(of: record, in: log, to: &output)
    isEmpty = isEmpty && output.count == before
    if record.isLine {
      isEmpty = false
      return log.withData(record) { Record.appendBlock(of: $0, to: &output) }
    }
    log.withRaw(record) { block in
      // What begins the text would be read as a BOM, and a field's name would lose it.
      if isEmpty, block.beginsWithByteOrderMark { output.append(0x0A) }
      if commentEnds[Int(record.source)] > record.offset {
        Self.append(withoutComments: block, to: &output)
      } else {
        output.append(contentsOf: block)
      }
      // Of the last CRLF only the CR is sure to be here.
      if block.suffix(2).elementsEqual([0x0A, 0x0D]) { output.append(0x0A) }
    }
    isEmpty = false
  }

  /// Takes note of a comment, and writes it if it is to be shown.
  mutating func comment(_ record: Record, in log: EventLog, isShown: Bool, to output: inout [UInt8]) {
    commentEnds[Int(record.source)] = record.end
    guard isShown else { return }
    output.append(UInt8(ascii: ":"))
    log.withData(record) { output.append(contentsOf: $0) }
    output.append(0x0A)
    isEmpty = false
  }

  private mutating func writeID(of record: Record, in log: EventLog, to output: inout [UInt8]) {
    if record.idLength == 0, lastEventID.isEmpty { return }
    let isInBlock = (record.offset..<record.end).contains(record.idOffset)
    log.withID(record) { id in
      guard !lastEventID.elementsEqual(id) else { return }
      lastEventID.removeAll(keepingCapacity: true)
      lastEventID.append(contentsOf: id)
      guard !isInBlock else { return }
      output.append(contentsOf: "id: ".utf8)
      output.append(contentsOf: id)
      output.append(0x0A)
    }
  }

  private static func append(withoutComments block: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    for line in Lines(in: block) where block[line.content.lowerBound] != UInt8(ascii: ":") {
      // Between a CR and this LF there was a comment, which kept them apart.
      if block[line.content.lowerBound] == 0x0A, output.last == 0x0D { output.append(0x0A) }
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: block[line.content.lowerBound..<line.next]))
    }
  }
}
