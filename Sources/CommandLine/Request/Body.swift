/// The body that the options of data make together.
enum Body {
  enum Kind: Sendable {
    case data, raw, binary, urlEncoded, json

    fileprivate var option: String {
      switch self {
      case .data: "--data"
      case .raw: "--data-raw"
      case .binary: "--data-binary"
      case .urlEncoded: "--data-urlencode"
      case .json: "--json"
      }
    }
  }

  /// The part of a URL's query that the words of `--url-query` make together; `nil` for none.
  static func query(of words: [String], in environment: Environment) throws(UsageError) -> [UInt8]? {
    if words.isEmpty { return nil }
    let parts = words.map { word in
      word.utf8.first == UInt8(ascii: "+")
        ? Part(kind: .raw, text: String(word.unicodeScalars.dropFirst()))
        : Part(kind: .urlEncoded, text: word, option: "--url-query")
    }
    return try bytes(of: parts, in: environment)
  }

  /// One option of data.
  struct Part: Equatable, Sendable {
    var kind: Kind
    var text: String

    /// As in messages.
    var option: String

    init(kind: Kind, text: String, option: String? = nil) {
      (self.kind, self.text, self.option) = (kind, text, option ?? kind.option)
    }
  }

  /// Joined with `&`; JSON is put after what stands before it as it is.
  static func bytes(of parts: [Part], in environment: Environment) throws(UsageError) -> [UInt8] {
    var body: [UInt8] = []
    for part in parts {
      let bytes = try bytes(of: part, in: environment)
      if !body.isEmpty, part.kind != .json { body.append(UInt8(ascii: "&")) }
      body += bytes
      guard body.count <= Environment.lengthLimit else {
        throw UsageError("The body is longer than \(Environment.lengthLimit >> 20) MiB.")
      }
    }
    return body
  }

  private static func bytes(of part: Part, in environment: Environment) throws(UsageError) -> [UInt8] {
    switch part.kind {
    case .raw: return Array(part.text.utf8)
    case .urlEncoded: return try encoded(part, in: environment)
    case .data, .binary, .json:
      guard part.text.utf8.first == UInt8(ascii: "@") else { return Array(part.text.utf8) }
      let bytes = try environment.contents(of: String(part.text.unicodeScalars.dropFirst()), for: part.option)
      return part.kind == .data ? bytes.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x00 } : bytes
    }
  }

  /// `TEXT`, `=TEXT`, `NAME=TEXT`, `@FILE`, `NAME@FILE`; a name is taken as it is.
  private static func encoded(_ part: Part, in environment: Environment) throws(UsageError) -> [UInt8] {
    let text = part.text.unicodeScalars
    guard let mark = text.firstIndex(of: "=") ?? text.firstIndex(of: "@") else { return encoded(Array(part.text.utf8)) }
    let name = String(text[..<mark])
    let content = String(text[text.index(after: mark)...])
    let bytes = text[mark] == "@" ? try environment.contents(of: content, for: part.option) : Array(content.utf8)
    // Of an empty file curl sends not even the name.
    if bytes.isEmpty, text[mark] == "@" { return [] }
    return (name.isEmpty ? [] : Array(name.utf8) + [UInt8(ascii: "=")]) + encoded(bytes)
  }

  /// Everything but the unreserved characters (RFC 3986, 2.3) in percents, a blank as `+`.
  private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.append(byte)
      case 0x20: encoded.append(UInt8(ascii: "+"))
      default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
      }
    }
    return encoded
  }
}
