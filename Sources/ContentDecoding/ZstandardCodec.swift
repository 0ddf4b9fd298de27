internal import CZstd

/// Zstandard, one frame after the other (RFC 8878, 3).
final class ZstandardCodec: Codec {
  /// The largest window of the content coding (RFC 9659, 3), in bytes.
  static let windowLimit = 8 << 20

  private static let blockHeader = 3

  private let decoder = ZSTD_createDStream()
  private var hasBegun = false
  /// Whether a frame has ended and none has begun since.
  private var isBehind = false
  /// What it wants to be given next: one block, so that what comes before a damaged one is not lost.
  private var wanted: Int
  /// As much as a frame's beginning has at least.
  private let start: Int

  init() {
    let first = ZSTD_initDStream(decoder)
    start = ZSTD_isError(first) != 0 ? 1 : max(first, 1)
    wanted = start
    ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, Int32(Self.windowLimit.trailingZeroBitCount))
  }

  deinit { ZSTD_freeDStream(decoder) }

  var mayEnd: Bool { !hasBegun || isBehind }

  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> CodecStep {
    guard decoder != nil else { return CodecStep(halt: .wantsTooMuch) }
    if isBehind, !input.isEmpty {
      guard let isFrame = Self.isFrame(input) else { return CodecStep(halt: .needsInput) }
      guard isFrame else { return CodecStep(halt: .over) }
      isBehind = false
    }
    hasBegun = hasBegun || !input.isEmpty
    var source = ZSTD_inBuffer(src: input.baseAddress, size: min(input.count, wanted), pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = ZSTD_decompressStream(decoder, &target, &source)
    var step = CodecStep(used: source.pos, made: target.pos)
    if ZSTD_isError(result) != 0 {
      let isWindow = ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge
      step.halt = isWindow ? .wantsTooMuch : .damaged
    } else if result == 0 {
      isBehind = true
      wanted = start
    } else {
      // Without the header of the block after it, which may be the damaged one.
      wanted = result > Self.blockHeader ? result - Self.blockHeader : max(result, 1)
      if step.used == input.count, step.made < output.count { step.halt = .needsInput }
    }
    return step
  }

  /// Whether a frame begins here, of data or to be skipped (RFC 8878, 3.1); `nil` if more is needed to tell.
  private static func isFrame(_ input: UnsafeRawBufferPointer) -> Bool? {
    let data: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    let skipped: [UInt8] = [0x2A, 0x4D, 0x18]
    let start = input.prefix(4)
    if data.starts(with: start) { return start.count == 4 ? true : nil }
    guard start[0] & 0xF0 == 0x50, skipped.starts(with: start.dropFirst()) else { return false }
    return start.count == 4 ? true : nil
  }
}
