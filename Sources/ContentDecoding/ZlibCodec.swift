internal import CZlib

/// gzip, one member after the other (RFC 1952), and deflate with zlib's wrapping or without (RFC 1950, RFC 1951).
final class ZlibCodec: Codec {
  private enum State {
    case beginning
    case within
    /// After a gzip member, or at the end of deflate.
    case after
  }

  // In one place for good: zlib compares the address with the one that it was set up with.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isGzip: Bool
  private var state = State.beginning
  /// Whether a byte has come.
  private var hasBegun = false

  init(isGzip: Bool) {
    self.isGzip = isGzip
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
  }

  deinit {
    // Harmless for a stream that was not set up.
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  var mayEnd: Bool { !hasBegun || state == .after }

  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> CodecStep {
    if !input.isEmpty { hasBegun = true }
    switch state {
    case .beginning: return begin(input)
    case .within: return inflate(input, output)
    case .after: return isGzip ? lookForMember(input) : CodecStep(halt: .over)
    }
  }

  private func begin(_ input: UnsafeRawBufferPointer) -> CodecStep {
    guard let first = input.first else { return CodecStep(halt: .needsInput) }
    let result: Int32
    if isGzip {
      result = czlib_start_reading_gzip(stream)
    } else if first & 0x0F != 8 {
      result = czlib_start_reading_deflate(stream)
    } else {
      // Method 8 and a sum that can be divided by 31: as deflate, it would be a stored block with padding bits set.
      guard input.count > 1 else { return CodecStep(halt: .needsInput) }
      let isWrapped = (Int(first) << 8 | Int(input[1])) % 31 == 0
      result = isWrapped ? czlib_start_reading_zlib(stream) : czlib_start_reading_deflate(stream)
    }
    state = .within
    return CodecStep(halt: result == Z_OK ? nil : .damaged)
  }

  private func inflate(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> CodecStep {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: Bytef.self).baseAddress)
    stream.pointee.avail_in = UInt32(clamping: input.count)
    stream.pointee.next_out = output.assumingMemoryBound(to: Bytef.self).baseAddress
    stream.pointee.avail_out = UInt32(clamping: output.count)
    let given = Int(stream.pointee.avail_in)
    let result = CZlib.inflate(stream, Z_SYNC_FLUSH)
    var step = CodecStep(used: given - Int(stream.pointee.avail_in), made: output.count - Int(stream.pointee.avail_out))
    switch result {
    case Z_OK: break
    case Z_STREAM_END: state = .after
    case Z_BUF_ERROR: step.halt = .needsInput
    default: step.halt = .damaged
    }
    return step
  }

  /// "A gzip file consists of a series of members" (RFC 1952, 2.2); zeros between or after them are padding.
  private func lookForMember(_ input: UnsafeRawBufferPointer) -> CodecStep {
    let zeros = input.prefix { $0 == 0 }.count
    let rest = input.dropFirst(zeros)
    guard let first = rest.first else { return CodecStep(used: zeros, halt: .needsInput) }
    guard first == 0x1F else { return CodecStep(halt: .over) }
    guard rest.count > 1 else { return CodecStep(used: zeros, halt: .needsInput) }
    guard rest[rest.startIndex + 1] == 0x8B else { return CodecStep(halt: .over) }
    state = .within
    return CodecStep(used: zeros, halt: inflateReset(stream) == Z_OK ? nil : .damaged)
  }
}
