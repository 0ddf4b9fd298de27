internal import CBrotli

/// Brotli (RFC 7932). Its window has 16 MiB at most.
final class BrotliCodec: Codec {
  /// What is decoded in a go that fails is lost, so a go is given little.
  private static let inputLimit = 256

  private let decoder = BrotliDecoderCreateInstance(nil, nil, nil)
  private var hasBegun = false
  private var hasEnded = false

  deinit { BrotliDecoderDestroyInstance(decoder) }

  var mayEnd: Bool { !hasBegun || hasEnded }

  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> CodecStep {
    guard let decoder else { return CodecStep(halt: .wantsTooMuch) }
    if hasEnded { return CodecStep(halt: input.isEmpty ? .needsInput : .over) }
    hasBegun = hasBegun || !input.isEmpty
    let given = min(input.count, Self.inputLimit)
    var (left, room) = (given, output.count)
    var next = input.assumingMemoryBound(to: UInt8.self).baseAddress
    var place = output.assumingMemoryBound(to: UInt8.self).baseAddress
    let result = BrotliDecoderDecompressStream(decoder, &left, &next, &room, &place, nil)
    var step = CodecStep(used: given - left, made: output.count - room)
    switch result {
    case BROTLI_DECODER_RESULT_SUCCESS: hasEnded = true
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: if step.used == input.count { step.halt = .needsInput }
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: break
    default: step.halt = .damaged
    }
    return step
  }
}
