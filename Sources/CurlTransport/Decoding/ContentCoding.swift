internal import StreamModel

/// A coding that a body may come in (RFC 9110, 8.4.1).
public enum ContentCoding: Equatable, Sendable {
  case gzip
  /// "deflate": in zlib's wrapping, or without it, as browsers read both.
  case deflate
  case brotli
  case zstandard
  /// One that is not known, by its name.
  case unknown(String)

  /// - Returns: `nil` for what changes nothing.
  init?(name: Substring) {
    switch name.lowercased() {
    case "", "identity", "none": return nil
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    case "br": self = .brotli
    case "zstd": self = .zstandard
    default: self = .unknown(String(name.prefix(40)))
    }
  }

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

  var name: String {
    switch self {
    case .gzip: "gzip"
    case .deflate: "deflate"
    case .brotli: "brotli"
    case .zstandard: "zstd"
    case .unknown(let name): name
    }
  }
}
