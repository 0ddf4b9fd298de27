import NIOCore
import NIOHTTP1

/// A stream in gzip, which some servers send whether it was asked for or not.
struct Gzip: Route {
  let path = "/gzip"
  let crossOrigin = CrossOrigin.anyone
  let summary = "the stream in gzip, whatever Accept-Encoding says, each event flushed"
  let options = PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: 0.5)
    return .stream(["Content-Encoding": "gzip", "Vary": "Accept-Encoding"]) { stream in
      var member = GzipMember()
      stream.send(member.head)
      var number = 0
      func goOn() {
        stream.send(member.block(Block.event(course.event(number, "event \(number + 1)")).encoded()))
        number += 1
        if number == course.count {
          stream.send(member.end)
          stream.end()
        }
      }
      goOn()
      stream.every(course.interval, goOn)
    }
  }
}

/// A gzip member (RFC 1952) of stored blocks (RFC 1951, 3.2.4): what any inflater reads, without a compressor.
struct GzipMember {
  private var checksum: UInt32 = 0xFFFF_FFFF
  private var size: UInt32 = 0

  /// Method 8 is deflate; no flags, no time; the system is unknown.
  let head = ByteBuffer(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])

  /// A block of no more than 65,535 bytes, which begins and ends at a byte: nothing is held back.
  mutating func block(_ bytes: ByteBuffer) -> ByteBuffer {
    for byte in bytes.readableBytesView {
      checksum = Self.table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] ^ (checksum >> 8)
    }
    size &+= UInt32(bytes.readableBytes)
    return Self.stored(bytes, isLast: false)
  }

  /// The last block, an empty one, and the trailer.
  var end: ByteBuffer {
    var bytes = Self.stored(ByteBuffer(), isLast: true)
    bytes.writeInteger(~checksum, endianness: .little)
    bytes.writeInteger(size, endianness: .little)
    return bytes
  }

  private static func stored(_ bytes: ByteBuffer, isLast: Bool) -> ByteBuffer {
    let length = UInt16(truncatingIfNeeded: bytes.readableBytes)
    var block = ByteBuffer(bytes: [isLast ? 1 : 0])
    block.writeInteger(length, endianness: .little)
    block.writeInteger(~length, endianness: .little)
    block.writeImmutableBuffer(bytes)
    return block
  }

  /// CRC-32 by the byte (RFC 1952, section 8).
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { remainder, _ in
      remainder & 1 == 1 ? 0xEDB8_8320 ^ (remainder >> 1) : remainder >> 1
    }
  }
}
