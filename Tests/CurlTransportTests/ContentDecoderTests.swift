import StreamModel
import TestSupport
import Testing

@testable import ContentDecoding
@testable import CurlTransport

/// The decoder by itself: bytes in, bytes out.
@Suite struct ContentDecoderTests {
  /// How a body was decoded.
  struct Outcome: Equatable, CustomTestStringConvertible {
    var bytes: [UInt8] = []
    var surplus: ContentCoding?
    var failure: ContentDecoder.Failure?

    var testDescription: String { "\(bytes.count) bytes, surplus \(surplus as Any), failure \(failure as Any)" }
  }

  /// Pushes a body in parts and pulls after each all that there is.
  static func decode(_ parts: some Sequence<[UInt8]>, _ codings: ContentCoding...) -> Outcome {
    let decoder = ContentDecoder(codings)
    var outcome = Outcome()
    do throws(ContentDecoder.Failure) {
      for part in parts {
        decoder.push(part)
        pulling: while true {
          switch try decoder.pull() {
          case .bytes(let bytes):
            #expect(!bytes.isEmpty && bytes.count <= ContentDecoder.pieceLimit)
            outcome.bytes += bytes
          case .unfinished: break
          case .hungry: break pulling
          case .over(let coding):
            outcome.surplus = coding
            return outcome
          }
        }
      }
      try decoder.finish()
    } catch { outcome.failure = error }
    return outcome
  }

  static func decode(_ body: [UInt8], _ coding: ContentCoding) -> Outcome { decode([body], coding) }

  static let known: [(coding: ContentCoding, encode: @Sendable ([UInt8]) -> [UInt8])] = [
    (.gzip, Encoded.gzip), (.deflate, Encoded.zlib), (.deflate, Encoded.deflate), (.brotli, Encoded.brotli),
    (.zstandard, { Encoded.zstandard($0) }),
  ]

  static let text = Array((0..<300).map { "data: \($0)\n\n" }.joined().utf8)

  @Test func `every coding gives the same bytes, wherever its own are cut`() {
    for (coding, encode) in Self.known {
      let body = encode(Self.text)
      #expect(Self.decode(body, coding) == Outcome(bytes: Self.text))
      #expect(Self.decode(body.map { [$0] }, coding) == Outcome(bytes: Self.text))
      for cut in stride(from: 1, to: body.count, by: 7) {
        let parts = [Array(body[..<cut]), Array(body[cut...])]
        #expect(Self.decode(parts, coding) == Outcome(bytes: Self.text), "\(coding) at \(cut)")
      }
      #expect(Self.decode(encode([]), coding) == Outcome())
      #expect(Self.decode([], coding) == Outcome())
    }
  }

  @Test func `gzip goes on with the next member, zstd with the next frame, wherever they are cut`() {
    let skipped: [UInt8] = [0x53, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 0x41, 0x42]
    let bodies: [(ContentCoding, [UInt8], [UInt8])] = [
      (.gzip, Encoded.gzip(Self.text), []), (.gzip, Encoded.gzip(Self.text), [0, 0, 0]),
      (.zstandard, Encoded.zstandard(Self.text), []), (.zstandard, Encoded.zstandard(Self.text), skipped),
    ]
    for (coding, part, between) in bodies {
      let body = part + between + part + between
      #expect(Self.decode(body, coding) == Outcome(bytes: Self.text + Self.text))
      for cut in 1..<body.count where cut % 5 == 0 || abs(cut - part.count) < 20 {
        let parts = [Array(body[..<cut]), Array(body[cut...])]
        #expect(Self.decode(parts, coding) == Outcome(bytes: Self.text + Self.text), "\(coding) at \(cut)")
      }
    }
  }

  @Test func `what follows the encoded data is told, after the data`() {
    for (coding, encode) in Self.known {
      for rest in ["garbage", "x"].map({ Array($0.utf8) }) + [[0x1F, 0x8C]] {
        let outcome = Self.decode((encode(Self.text) + rest).map { [$0] }, coding)
        #expect(outcome == Outcome(bytes: Self.text, surplus: coding))
      }
    }
  }

  @Test func `a body that is cut gives what there is of it, and says so`() {
    for (coding, encode) in Self.known {
      let body = encode(Self.text)
      for length in 1..<body.count {
        let outcome = Self.decode(Array(body.prefix(length)), coding)
        #expect(outcome.failure == .endsEarly(coding), "\(coding) at \(length)")
        #expect(Self.text.starts(with: outcome.bytes))
      }
    }
  }

  @Test func `a damaged body gives what came before`() {
    var gzip = Encoded.gzip(Self.text)
    gzip[gzip.count - 8] ^= 1
    #expect(Self.decode(gzip, .gzip) == Outcome(bytes: Self.text, failure: .damaged(.gzip)))
    // A block of the reserved type after whole ones.
    let zstd = Encoded.zstandard(Self.text).dropLast(3) + [7, 0, 0]
    #expect(Self.decode(Array(zstd), .zstandard) == Outcome(bytes: Self.text, failure: .damaged(.zstandard)))
    let gzips = Encoded.gzip(Self.text) + [0x1F, 0x8B, 99] + Encoded.gzip(Self.text)
    #expect(Self.decode(gzips, .gzip) == Outcome(bytes: Self.text, failure: .damaged(.gzip)))
    for coding in [ContentCoding.gzip, .brotli, .zstandard] {
      #expect(Self.decode(Array("no such thing".utf8), coding) == Outcome(failure: .damaged(coding)))
    }
  }

  @Test func `small bodies that become large come in small pieces`() {
    let bodies: [(ContentCoding, [UInt8])] = [
      (.gzip, Encoded.gzip(Encoded.bomb)), (.deflate, Encoded.deflate(Encoded.bomb)),
      (.brotli, Encoded.brotliBomb), (.zstandard, Encoded.zstandardBomb),
    ]
    for (coding, body) in bodies {
      #expect(body.count < 17_000)
      let outcome = Self.decode(body, coding)
      #expect(outcome.bytes.count == Encoded.bomb.count && outcome.failure == nil, "\(coding)")
    }
  }

  @Test func `a frame that asks for more memory than a stranger gets is refused`() {
    let body = Encoded.zstandard(Self.text, windowDescriptor: 0x88)
    #expect(Self.decode(body, .zstandard) == Outcome(failure: .wantsTooMuch(.zstandard)))
  }

  @Test func `codings lie one in the other, the last one outermost`() {
    let twice = Encoded.gzip(Encoded.brotli(Self.text))
    #expect(Self.decode(twice.map { [$0] }, .brotli, .gzip) == Outcome(bytes: Self.text))
    let many = (0..<5).reduce(Self.text) { body, _ in Encoded.gzip(body) }
    #expect(Self.decode([many], .gzip, .gzip, .gzip, .gzip, .gzip) == Outcome(bytes: Self.text))
    #expect(
      Self.decode([Encoded.gzip(many)], .gzip, .gzip, .gzip, .gzip, .gzip, .gzip) == Outcome(failure: .tooManyCodings))
    // Each pull does a bounded part, however much of nothing there is.
    let nothing = Encoded.gzip((0..<50_000).flatMap { _ in Encoded.gzip([]) })
    let decoder = ContentDecoder([.gzip, .gzip])
    decoder.push(nothing)
    #expect((try? decoder.pull()) == .unfinished)
  }

  @Test(
    arguments: [
      ("gzip", "", [.gzip]), ("x-gzip , BR", "", [.gzip, .brotli]), ("identity,, deflate", "", [.deflate]),
      ("", "", []),
      ("zstd", "gzip, chunked", [.zstandard, .gzip]), ("", "chunked", []), ("compress", "", [.unknown("compress")]),
    ] as [(String, String, [ContentCoding])])
  func `the codings are those of the head, in order`(content: String, transfer: String, codings: [ContentCoding]) {
    let head = ResponseHead(
      status: 200,
      headers: [.init(name: "content-encoding", value: content), .init(name: "Transfer-Encoding", value: transfer)])
    #expect(ContentCoding.list(of: head) == codings)
    #expect((ContentDecoder(for: head) == nil) == codings.isEmpty)
  }
}
