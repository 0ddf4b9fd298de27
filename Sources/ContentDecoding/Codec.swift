/// A library that undoes one coding, as far as it is fed.
protocol Codec: AnyObject {
  /// Decodes from `input` into `output`, as much as there is and has room, or less.
  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> CodecStep
  /// Whether the encoded bytes may end here.
  var mayEnd: Bool { get }
}

/// What a codec did in one go.
struct CodecStep {
  /// Bytes of the input that need not be shown again.
  var used = 0
  /// Bytes of the output.
  var made = 0
  /// What it is that keeps it from going on, if anything.
  var halt: Halt?

  enum Halt {
    case needsInput
    /// What follows is none of the encoded data.
    case over
    case damaged
    case wantsTooMuch
    case failed(ContentDecoder.Failure)
  }
}

/// For what cannot be decoded at all: fails at the first byte.
final class FailingCodec: Codec {
  private let failure: ContentDecoder.Failure

  init(_ failure: ContentDecoder.Failure) { self.failure = failure }

  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> CodecStep {
    CodecStep(halt: .failed(failure))
  }

  var mayEnd: Bool { true }
}

/// One coding of a body: a codec, what it has not used yet, and where it writes.
final class DecodingStage {
  let coding: ContentCoding
  private let codec: any Codec
  private var input: [UInt8] = []
  /// How much of the input is used.
  private var used = 0
  /// Whether the last step has filled the output: then there may be more without any input.
  private var isFull = false
  /// What ends it, after the bytes that came before.
  private var end: CodecStep.Halt?
  private let output: UnsafeMutableRawBufferPointer

  init(_ coding: ContentCoding, _ codec: any Codec) {
    (self.coding, self.codec) = (coding, codec)
    output = .allocate(byteCount: ContentDecoder.pieceLimit, alignment: 16)
  }

  deinit { output.deallocate() }

  var mayEnd: Bool { codec.mayEnd }

  func push(_ bytes: [UInt8]) {
    // What is left over are the first bytes of a header at most, unless somebody pushes without pulling.
    input = used == input.count ? bytes : input[used...] + bytes
    used = 0
  }

  func pull() throws(ContentDecoder.Failure) -> ContentDecoder.Piece {
    if let end { return try close(end) }
    guard used < input.count || isFull else { return .hungry }
    let step = input.withUnsafeBytes { codec.step(UnsafeRawBufferPointer(rebasing: $0[used...]), into: output) }
    used += step.used
    if used == input.count { (input, used) = ([], 0) }
    isFull = step.made == output.count
    if step.made > 0 {
      if case .needsInput? = step.halt {} else { end = step.halt }
      return .bytes(Array(UnsafeRawBufferPointer(rebasing: output[..<step.made])))
    }
    guard let halt = step.halt else { return .unfinished }
    if case .needsInput = halt { return .hungry }
    end = halt
    return try close(halt)
  }

  private func close(_ end: CodecStep.Halt) throws(ContentDecoder.Failure) -> ContentDecoder.Piece {
    switch end {
    case .needsInput: return .hungry
    case .over: return .over(coding)
    case .damaged: throw .damaged(coding)
    case .wantsTooMuch: throw .wantsTooMuch(coding)
    case .failed(let failure): throw failure
    }
  }
}
