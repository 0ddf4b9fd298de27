import NIOCore

extension Cycle {
  /// Bytes that no decoder of UTF-8 takes, each between stars: a client shows U+FFFD and goes on.
  static let invalidUTF8 = Cycle(
    path: "/invalid-utf8",
    summary: "bytes that are not UTF-8, in data, types, ids, comments and names of fields",
    pieces: invalidPieces)

  private static let invalidSequences: [(String, [UInt8])] = [
    ("a lone continuation", [0x80]), ("many continuations", [UInt8](0x80...0xBF)),
    ("two bytes, cut", [0xC3]), ("three bytes, cut", [0xE2, 0x82]), ("four bytes, cut", [0xF0, 0x9F, 0x98]),
    ("overlong slash", [0xC0, 0xAF]), ("overlong NUL", [0xC0, 0x80]), ("overlong line feed", [0xC0, 0x8A]),
    ("overlong in three", [0xE0, 0x80, 0x8A]), ("overlong in four", [0xF0, 0x80, 0x80, 0x8D]),
    ("high surrogate", [0xED, 0xA0, 0x80]), ("surrogate pair", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
    ("beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80]), ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
    ("FE and FF", [0xFE, 0xFF]), ("Latin-1", [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72]),
    ("UTF-16", [0xFF, 0xFE, 0x41, 0x00]),
  ]

  private static let invalidPieces: [ByteBuffer] =
    invalidSequences.enumerated().map { number, sequence in
      piece("id: \(number + 1)\nevent: data\ndata: \(sequence.0): *", sequence.1, "*\n\n")
    } + [
      piece("id: 18\nevent: ty", [0xC3], "pe\ndata: in the type\n\n"),
      piece("id: 19", [0xFF], "\nevent: id\ndata: in the id\n\n"),
      piece(": in a comment ", [0xE2, 0x82], "\nid: 20\nevent: comment\ndata: after a comment\n\n"),
      piece("id: 21\nda", [0x80], "ta: not data\nevent: name\ndata: after a name that is none\n\n"),
      piece("id: 22\nevent: end\ndata: cut by the end of the line: *", [0xF0, 0x9F], "\n\n"),
    ]

  private static func piece(_ before: String, _ bytes: [UInt8], _ after: String) -> ByteBuffer {
    ByteBuffer(bytes: Array(before.utf8) + bytes + Array(after.utf8))
  }
}
