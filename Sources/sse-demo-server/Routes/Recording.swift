import NIOCore
import Text

/// A recorded stream, cut where its times are.
///
/// A recording is an event stream with comments of the form `: sse-top at=12.031 connection=2`: what follows one came
/// that many seconds after the beginning. They are not part of what came. One with the word `literal` says of the next
/// line that it did come, although it looks like them.
struct Recording: Sendable {
  struct Piece: Equatable, Sendable {
    /// Since the first piece.
    let at: TimeAmount
    let bytes: ByteBuffer
  }

  let pieces: [Piece]

  init(_ bytes: ByteBuffer) {
    var pieces: [Piece] = []
    var begin: Double?
    var at = 0.0
    var gathered = ByteBuffer()
    func cut() {
      guard gathered.readableBytes > 0 else { return }
      pieces.append(Piece(at: .nanoseconds(Int64(at * 1e9)), bytes: gathered))
      gathered = ByteBuffer()
    }
    var isLiteral = false
    for line in Self.lines(of: bytes) {
      guard !isLiteral, let time = Self.time(line) else {
        gathered.writeImmutableBuffer(line)
        isLiteral = false
        continue
      }
      isLiteral = Self.words(line).contains("literal")
      cut()
      begin = begin ?? time
      // A clock that was set back does not make it wait for the past.
      at = max(at, time - (begin ?? time))
    }
    cut()
    self.pieces = pieces
  }

  /// Bytes of a file, and of what it amounts to when it is decompressed.
  private static let limit = 1 << 28

  /// Reads a file, which may be gzipped. Throws a `ServerFailure`.
  static func open(_ path: String) throws -> Recording {
    let bytes: [UInt8]
    do {
      let file = try FileBytes.read(path, limit: limit)
      bytes = GzipBytes.isGzip(file[...]) ? try GzipBytes.decompressed(file, limit: limit) : file
    } catch {
      throw ServerFailure.cannotOpen(path: path, reason: "\(error)")
    }
    let recording = Recording(ByteBuffer(bytes: bytes))
    guard !recording.pieces.isEmpty else {
      throw ServerFailure.notARecording(path: path, reason: "there is nothing in it but times")
    }
    return recording
  }

  /// Each with its end, which is LF, CR or CRLF.
  private static func lines(of bytes: ByteBuffer) -> [ByteBuffer] {
    bytes.withUnsafeReadableBytes { readable in
      Lines(in: readable).compactMap { line in
        let start = line.content.lowerBound
        return bytes.getSlice(at: bytes.readerIndex + start, length: line.next - start)
      }
    }
  }

  /// The first words of a comment, which may be as long as an event.
  private static func words(_ line: ByteBuffer) -> [Substring] {
    String(decoding: line.readableBytesView.prefix(100), as: UTF8.self).split(whereSeparator: \.isWhitespace)
  }

  private static func time(_ line: ByteBuffer) -> Double? {
    guard line.readableBytesView.starts(with: ": sse-top at=".utf8) else { return nil }
    guard let time = words(line).lazy.filter({ $0.hasPrefix("at=") }).first.flatMap({ Double($0.dropFirst(3)) }),
      (0...1e9).contains(time)
    else { return nil }
    return time
  }
}

/// Plays a recording to each client from its beginning, with its own timing.
struct Playback: Route {
  let path = "/recording"
  let summary = "the recording that the server was started with, with its own timing"
  let recording: Recording
  /// How many times faster than it was.
  let speed: Double
  let isLooped: Bool

  private static let pieceLimit = 1 << 16

  func answer(_ request: Request) -> Answer {
    .stream { stream in
      var place = 0
      var offset = 0
      var start = stream.eventLoop.now
      func due(_ piece: Recording.Piece) -> NIODeadline {
        start + .nanoseconds(Int64(Double(piece.at.nanoseconds) / speed))
      }
      stream.flow {
        if place == recording.pieces.count {
          guard isLooped, place > 0 else {
            stream.end()
            return nil
          }
          place = 0
          start = stream.eventLoop.now
        }
        let piece = recording.pieces[place]
        let wait = due(piece) - stream.eventLoop.now
        guard wait <= .zero else {
          stream.resumeFlow(in: wait)
          return nil
        }
        let length = min(piece.bytes.readableBytes - offset, Self.pieceLimit)
        let part = piece.bytes.getSlice(at: piece.bytes.readerIndex + offset, length: length)
        offset += length
        if offset == piece.bytes.readableBytes {
          place += 1
          offset = 0
        }
        return part
      }
    }
  }
}
