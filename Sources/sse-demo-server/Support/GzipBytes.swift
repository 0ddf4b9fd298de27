import ContentDecoding

/// Whole gzip files.
enum GzipBytes {
  enum Failure: Error, CustomStringConvertible {
    case gzip(ContentDecoder.Failure)
    case tooLong

    var description: String {
      switch self {
      case .gzip(let failure): failure.sentence
      case .tooLong: "it is too long when it is decompressed"
      }
    }
  }

  /// Whether bytes begin as gzip does (RFC 1952, 2.3.1).
  static func isGzip(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// What all members amount to, no more than `limit` bytes. As in gzip(1), what follows a member and is none is passed
  /// over.
  static func decompressed(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    let decoder = ContentDecoder([.gzip])
    decoder.push(bytes)
    var output: [UInt8] = []
    while true {
      switch try next(decoder) {
      case .bytes(let piece):
        guard output.count + piece.count <= limit else { throw .tooLong }
        output += piece
      case .unfinished: continue
      case .over, .hungry: return output
      }
    }
  }

  private static func next(_ decoder: ContentDecoder) throws(Failure) -> ContentDecoder.Piece {
    do throws(ContentDecoder.Failure) {
      let piece = try decoder.pull()
      if piece == .hungry { try decoder.finish() }
      return piece
    } catch { throw .gzip(error) }
  }
}
