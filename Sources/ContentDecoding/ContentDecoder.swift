/// Undoes the codings of a body: encoded bytes are pushed in, and pulled out decoded, in pieces of a bounded size.
///
/// Who pulls decides when, so that a small body that grows without end when it is decoded fills nothing. What can be
/// said of the bytes that have come is given at once. No input or output of its own.
public final class ContentDecoder {
  /// What a pull has found.
  public enum Piece: Equatable {
    /// Decoded bytes, at most `pieceLimit`.
    case bytes([UInt8])
    /// Nothing yet, though there is still something to do: each pull does a bounded part of it.
    case unfinished
    /// More encoded bytes are needed.
    case hungry
    /// The encoded data is over, and bytes follow that are none of it; nothing more is decoded.
    case over(ContentCoding)
  }

  public enum Failure: Error, Equatable {
    case damaged(ContentCoding)
    /// The encoded bytes have ended in the middle of it.
    case endsEarly(ContentCoding)
    /// More memory than a stranger gets: see `ZstandardCodec`.
    case wantsTooMuch(ContentCoding)
    case unknown(String)
    /// More codings, one in the other, than `codingLimit`.
    case tooManyCodings
  }

  /// Bytes of a piece.
  public static let pieceLimit = 1 << 16
  /// How many codings may lie one in the other, as in libcurl.
  static let codingLimit = 5

  /// The outermost coding first.
  private var stages: [DecodingStage]

  /// - Parameter codings: in the order in which they were applied.
  public init(_ codings: [ContentCoding]) {
    stages =
      codings.count > Self.codingLimit
      ? [DecodingStage(.unknown(""), FailingCodec(.tooManyCodings))]
      : codings.reversed().map { DecodingStage($0, $0.codec) }
  }

  /// Takes encoded bytes.
  public func push(_ bytes: [UInt8]) { stages[0].push(bytes) }

  /// The next piece. Does no more than fill one piece of one coding.
  ///
  /// - Throws: what is wrong, after everything that was decoded before it.
  public func pull() throws(Failure) -> Piece {
    for index in stages.indices.reversed() {
      let piece = try stages[index].pull()
      switch piece {
      case .hungry: continue
      case .bytes(let bytes) where index + 1 < stages.count:
        stages[index + 1].push(bytes)
        return .unfinished
      case .bytes, .unfinished, .over: return piece
      }
    }
    return .hungry
  }

  /// The encoded bytes have ended, and all pieces were pulled.
  ///
  /// - Throws: if something is missing. A body without a byte is whole, whatever its coding.
  public func finish() throws(Failure) {
    for stage in stages where !stage.mayEnd { throw .endsEarly(stage.coding) }
  }
}

extension ContentDecoder.Failure {
  /// In words, without a full stop.
  public var sentence: String {
    switch self {
    case .damaged(let coding): "the \(coding.name) data is damaged"
    case .endsEarly(let coding): "the \(coding.name) data ends before its end"
    case .wantsTooMuch(let coding):
      "the \(coding.name) data needs more than \(ZstandardCodec.windowLimit >> 20) MiB to be decoded"
    case .unknown(let name): "the body is encoded as \(name), which is none of gzip, deflate, br and zstd"
    case .tooManyCodings: "the body is encoded more than \(ContentDecoder.codingLimit) times"
    }
  }
}

extension ContentCoding {
  /// What to tell of bytes that follow the encoded data.
  public var surplus: String { "the \(name) data has ended, and what follows it is ignored" }

  fileprivate var codec: any Codec {
    switch self {
    case .gzip, .deflate: ZlibCodec(isGzip: self == .gzip)
    case .brotli: BrotliCodec()
    case .zstandard: ZstandardCodec()
    case .unknown(let name): FailingCodec(.unknown(name))
    }
  }
}
