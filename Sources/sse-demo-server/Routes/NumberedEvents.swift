import NIOCore

/// The events of the firehose, numbered from 1 or after the one that a client has, made as bytes at once: at its rates an `Event` each would cost too much.
struct NumberedEvents {
  /// How many there have been, with those that the client has.
  private(set) var count: Int

  /// The count in decimal.
  private var digits: [UInt8]
  private let size: Int
  private let start = Array("id: ".utf8)
  private let heads: [[UInt8]]
  private let fraction = Array(#","x":0."#.utf8)
  private let filling = Array(#","s":""#.utf8)
  private let end = Array("}\n\n".utf8)

  /// Of about `size` bytes of data; exactly so from some 30 bytes up, and never less than the number takes.
  ///
  /// - Parameter last: the number of the event that the client has.
  init(size: Int, types: Int, after last: Int = 0) {
    self.size = size
    count = last
    digits = Array(String(last).utf8)
    heads = (0..<types).map { Array("\nevent: type-\($0)\ndata: {\"n\":".utf8) }
  }

  /// The next events, until there are that many of them or of bytes; at least one.
  mutating func next(atMost limit: Int, bytes byteLimit: Int) -> ByteBuffer {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteLimit + size + 128)
    let last = count + max(1, min(limit, byteLimit))
    while count < last, bytes.count < byteLimit { appendEvent(to: &bytes) }
    return ByteBuffer(bytes: bytes)
  }

  private mutating func appendEvent(to bytes: inout [UInt8]) {
    countOn()
    bytes.append(contentsOf: start)
    bytes.append(contentsOf: digits)
    bytes.append(contentsOf: heads[(count - 1) % heads.count])
    bytes.append(contentsOf: digits)
    bytes.append(contentsOf: fraction)
    // Looks random enough; 7919 has no factor in common with 10,000, so all four digits come.
    let random = count &* 7919 % 10_000
    bytes.append(digit(random / 1000))
    bytes.append(digit(random / 100 % 10))
    bytes.append(digit(random / 10 % 10))
    bytes.append(digit(random % 10))
    let missing = size - digits.count - Self.sizeBesides
    if missing >= 0 {
      bytes.append(contentsOf: filling)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "."), count: missing))
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(contentsOf: end)
  }

  /// The bytes of data besides the number and the filling.
  private static let sizeBesides = #"{"n":,"x":0.1234,"s":""}"#.utf8.count

  /// Adds one to the digits, which is much cheaper than to make them anew.
  private mutating func countOn() {
    count += 1
    for place in digits.indices.reversed() {
      guard digits[place] == UInt8(ascii: "9") else {
        digits[place] += 1
        return
      }
      digits[place] = UInt8(ascii: "0")
    }
    digits.insert(UInt8(ascii: "1"), at: 0)
  }

  private func digit(_ value: Int) -> UInt8 {
    UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)
  }
}
