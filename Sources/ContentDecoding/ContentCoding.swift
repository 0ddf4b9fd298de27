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
  public init?(name: Substring) {
    switch name.lowercased() {
    case "", "identity", "none": return nil
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    case "br": self = .brotli
    case "zstd": self = .zstandard
    default: self = .unknown(String(name.prefix(40)))
    }
  }

  public var name: String {
    switch self {
    case .gzip: "gzip"
    case .deflate: "deflate"
    case .brotli: "brotli"
    case .zstandard: "zstd"
    case .unknown(let name): name
    }
  }
}
