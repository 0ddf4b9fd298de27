import CZlib

/// Decompresses gzip, one member after the other, as it comes.
nonisolated final class Inflater {
  enum Failure: Error {
    case damaged
    case endsEarly
  }

  // In one place for good: zlib compares the address with the one that it was set up with.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isOpen = false
  private var hasEnded = false
  /// What of the compressed bytes is not used yet.
  private var input: [UInt8] = []

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
  }

  deinit {
    if isOpen { inflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether bytes begin as gzip does (RFC 1952, 2.3.1).
  static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Takes compressed bytes.
  func push(_ bytes: some Collection<UInt8>) { input += bytes }

  /// What they amount to, `limit` bytes at most; empty if more are needed, or nothing more counts.
  ///
  /// As in gzip(1), what follows a member and is none is passed over.
  func pull(limit: Int) throws(Failure) -> [UInt8] {
    while !hasEnded {
      if !isOpen {
        // The header's beginning tells whether there is another member.
        guard input.count >= 2 else { return [] }
        guard Self.isGzip(input) else {
          hasEnded = true
          break
        }
        guard czlib_start_reading(stream) == Z_OK else { throw .damaged }
        isOpen = true
      }
      var output = [UInt8](repeating: 0, count: limit)
      let (count, used, result) = step(&output)
      input.removeFirst(used)
      if result == Z_STREAM_END {
        inflateEnd(stream)
        isOpen = false
      } else if result != Z_OK, result != Z_BUF_ERROR {
        hasEnded = true
        if count == 0 { throw .damaged }
        hasFailed = true
      }
      if count > 0 { return Array(output[..<count]) }
      if isOpen, input.isEmpty || result == Z_BUF_ERROR { return [] }
    }
    if hasFailed {
      hasFailed = false
      throw .damaged
    }
    return []
  }

  private var hasFailed = false

  /// The compressed bytes have ended.
  func finish() throws(Failure) {
    if isOpen, !hasEnded { throw .endsEarly }
  }

  private func step(_ output: inout [UInt8]) -> (count: Int, used: Int, result: Int32) {
    output.withUnsafeMutableBufferPointer { output in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let given = Int(stream.pointee.avail_in)
        let result = inflate(stream, Z_NO_FLUSH)
        return (output.count - Int(stream.pointee.avail_out), given - Int(stream.pointee.avail_in), result)
      }
    }
  }
}
