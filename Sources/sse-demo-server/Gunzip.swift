import CZlib

/// Decompresses whole files of gzip.
enum Gunzip {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Whether bytes begin as gzip does (RFC 1952, 2.3.1).
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// All members, one after the other. As in gzip(1), what follows a member and is none is passed over.
  ///
  /// - Parameter limit: bytes that they may amount to.
  static func decompressed(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    guard czlib_start_reading(&stream) == Z_OK else { throw Failure(description: "there is no memory for it") }
    defer { inflateEnd(&stream) }
    var input = bytes
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var used = 0
    while used < input.count {
      let (read, made, result) = step(&stream, &input, from: used, into: &piece)
      used += read
      output += piece[..<made]
      guard output.count <= limit else { throw Failure(description: "it is larger than \(limit >> 20) MiB") }
      switch result {
      case Z_STREAM_END:
        guard isGzip(input[used...]) else { return output }
        inflateReset(&stream)
      case Z_OK: break
      case Z_BUF_ERROR: throw Failure(description: "the gzip data ends before its end")
      default: throw Failure(description: "the gzip data is damaged")
      }
    }
    throw Failure(description: "the gzip data ends before its end")
  }

  private static func step(
    _ stream: inout z_stream, _ input: inout [UInt8], from start: Int, into piece: inout [UInt8]
  ) -> (read: Int, made: Int, result: Int32) {
    input.withUnsafeMutableBufferPointer { input in
      piece.withUnsafeMutableBufferPointer { piece in
        let rest = UnsafeMutableBufferPointer(rebasing: input[start...])
        (stream.next_in, stream.avail_in) = (rest.baseAddress, UInt32(clamping: rest.count))
        (stream.next_out, stream.avail_out) = (piece.baseAddress, UInt32(clamping: piece.count))
        let given = Int(stream.avail_in)
        let result = inflate(&stream, Z_NO_FLUSH)
        return (given - Int(stream.avail_in), piece.count - Int(stream.avail_out), result)
      }
    }
  }
}
