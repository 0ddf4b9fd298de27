import NIOCore
import Text

/// An event as a server means it.
struct Event: Equatable {
  var id: String?
  /// Nil leaves it to the standard: `message`.
  var type: String?
  var data: String
}

/// What an event stream is made of.
enum Block: Equatable {
  case event(Event)
  /// Nobody's ears; keeps the connection busy.
  case comment(String)
  /// How long clients shall wait before they come back, in milliseconds.
  case reconnectionTime(Int)
  /// An empty line by itself, which means nothing.
  case blank

  /// The bytes of the block, with the empty line that ends it.
  func encoded() -> ByteBuffer {
    var bytes = ByteBuffer()
    switch self {
    case .event(let event):
      if let id = event.id { bytes.writeField("id", line(id).filter { $0 != 0 }) }
      if let type = event.type { bytes.writeField("event", line(type)) }
      bytes.writeFields("data", event.data)
    case .comment(let text):
      bytes.writeFields("", text)
    case .reconnectionTime(let milliseconds):
      bytes.writeField("retry", String(max(0, milliseconds)).utf8)
    case .blank:
      break
    }
    bytes.writeInteger(lineFeed)
    return bytes
  }

  /// The bytes of a value that the wire can only carry on one line: what would end the line is left out.
  private func line(_ text: String) -> [UInt8] {
    text.utf8.filter { !$0.isLineEnd }
  }
}

private let lineFeed = UInt8(ascii: "\n")

extension ByteBuffer {
  /// Always with a space after the colon: a client removes one, so a value that begins with a space keeps it.
  fileprivate mutating func writeField(_ name: StaticString, _ value: some Sequence<UInt8>) {
    writeStaticString(name)
    writeStaticString(": ")
    writeBytes(value)
    writeInteger(lineFeed)
  }

  /// One field for each line of the text, whichever of LF, CR and CRLF ends it.
  fileprivate mutating func writeFields(_ name: StaticString, _ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      for line in Lines(in: bytes, countsRest: true) { writeField(name, bytes[line.content]) }
    }
  }
}
