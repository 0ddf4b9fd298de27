internal import ContentDecoding
internal import StreamModel

extension ContentCoding {
  /// What a request may offer: the codings that are known, in libcurl's order.
  static let offer = "deflate, gzip, br, zstd"

  /// The codings of a body, in the order in which they were applied.
  static func list(of head: ResponseHead) -> [ContentCoding] {
    // libcurl takes the chunks apart, and leaves any other transfer coding to whoever decodes the body.
    let transfer = names(in: head.values(of: "Transfer-Encoding")).filter { $0.lowercased() != "chunked" }
    return (names(in: head.values(of: "Content-Encoding")) + transfer).compactMap(Self.init(name:))
  }

  private static func names(in values: [String]) -> [Substring] {
    values.flatMap { value in
      value.split(separator: ",").map { name in
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return name.drop(while: isBlank).prefix { !isBlank($0) }
      }
    }
  }
}

extension ContentDecoder {
  /// - Returns: `nil` for a body that needs no decoding.
  convenience init?(for head: ResponseHead) {
    let codings = ContentCoding.list(of: head)
    if codings.isEmpty { return nil }
    self.init(codings)
  }
}
