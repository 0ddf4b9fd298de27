import CZlib

/// Whole gzip files.
enum GzipBytes {
  enum Failure: Error, CustomStringConvertible {
    case damaged
    case endsEarly
    case tooLong

    var description: String {
      switch self {
      case .damaged: "its gzip is damaged"
      case .endsEarly: "its gzip ends early"
      case .tooLong: "it is too long when it is decompressed"
      }
    }
  }

  /// Whether bytes begin as gzip does (RFC 1952, 2.3.1).
  static func isGzip(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// What all members amount to, no more than `limit` bytes. As in gzip(1), what follows a member and is none is passed
  /// over.
  static func decompressed(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    var place = 0
    while isGzip(bytes[place...]) { place += try readMember(of: bytes, from: place, into: &output, limit: limit) }
    return output
  }

  /// - Returns: how long the member is.
  private static func readMember(
    of bytes: [UInt8], from start: Int, into output: inout [UInt8], limit: Int
  ) throws(Failure) -> Int {
    // In one place: zlib compares the address with the one that it was set up with.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard czlib_start_reading(stream) == Z_OK else { throw .damaged }
    defer { inflateEnd(stream) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var used = start
    while true {
      let (result, count, taken) = bytes.withUnsafeBufferPointer { input in
        piece.withUnsafeMutableBufferPointer { piece in
          let offered = min(input.count - used, Int(UInt32.max))
          // zlib reads there only; its type does not say so.
          stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress).map { $0 + used }
          stream.pointee.avail_in = UInt32(offered)
          stream.pointee.next_out = piece.baseAddress
          stream.pointee.avail_out = UInt32(piece.count)
          let result = inflate(stream, Z_NO_FLUSH)
          return (result, piece.count - Int(stream.pointee.avail_out), offered - Int(stream.pointee.avail_in))
        }
      }
      used += taken
      guard output.count + count <= limit else { throw .tooLong }
      output += piece[..<count]
      switch result {
      case Z_STREAM_END: return used - start
      case Z_OK: break
      case Z_BUF_ERROR: throw .endsEarly
      default: throw .damaged
      }
    }
  }
}
