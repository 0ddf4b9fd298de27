/// A URL, or a reference to one, without what must not be shown: user info, and the values of items of path, query and
/// fragment whose names are secret.
///
/// Where readers differ on the end of a value, the longest reading is masked. Bytes are compared, because a combining
/// mark would hide a delimiter among characters.
public struct MaskedURL {
  /// With `***` in place of each secret.
  public var text: String { String(decoding: shown, as: UTF8.self) }
  /// What `text` leaves out, also decoded: for those who must not show it elsewhere either.
  public private(set) var secrets: [String] = []
  /// The user info, decoded: what goes into Basic authentication.
  public private(set) var userInfo: String?
  private var shown: [UInt8] = []
  private let depth: Int

  /// URLs within URLs that are looked into.
  private static let depthLimit = 8
  private static let mask = Array("***".utf8)

  /// - Parameter beginsWithItem: whether `name=value` may stand at the very beginning, as in a form.
  public init(_ text: String, beginsWithItem: Bool = false) {
    self.init(Array(text.utf8)[...], beginsWithItem: beginsWithItem, depth: 0)
  }

  private init(_ bytes: ArraySlice<UInt8>, beginsWithItem: Bool, depth: Int) {
    self.depth = depth
    let end = addAuthority(of: bytes)
    addTail(bytes[end...], beginsWithItem: beginsWithItem && end == bytes.startIndex)
  }

  // MARK: User info

  /// Adds what stands before path, query and fragment, and returns its end.
  private mutating func addAuthority(of bytes: ArraySlice<UInt8>) -> Int {
    guard let start = Self.authorityStart(of: bytes) else { return bytes.startIndex }
    var end = bytes[start...].firstIndex(where: Self.endsAuthority) ?? bytes.endIndex
    // A password that holds a delimiter ends the authority too early; the port that is none tells.
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > end, Self.hasNoPort(bytes[start..<end]) {
      end = bytes[at...].firstIndex(where: Self.endsAuthority) ?? bytes.endIndex
    }
    shown += bytes[..<start]
    if let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) {
      userInfo = String(decoding: PercentEncoding.decoded(bytes[start..<at]), as: UTF8.self)
      // A name without a password is a token as often as not.
      let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":"))
      add(secret: bytes[(colon.map { $0 + 1 } ?? start)..<at])
      shown += Self.mask + bytes[at..<end]
    } else {
      shown += bytes[start..<end]
    }
    return end
  }

  /// After `://`, or after two slashes at the beginning; curl also takes `name:password@host` without either.
  private static func authorityStart(of bytes: ArraySlice<UInt8>) -> Int? {
    let head = bytes.prefix { !endsAuthority($0) }
    if bytes.starts(with: "//".utf8) { return bytes.startIndex + 2 }
    if let scheme = Self.schemeEnd(in: bytes), scheme <= head.endIndex { return scheme + 3 }
    let hasPassword =
      head.lastIndex(of: UInt8(ascii: "@")).map { head[..<$0].contains(UInt8(ascii: ":")) } ?? false
    let isMail = String(decoding: head.prefix(7), as: UTF8.self).lowercased() == "mailto:"
    return hasPassword && !isMail ? bytes.startIndex : nil
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool { "/?#".utf8.contains(byte) }

  /// Whether what stands after the authority's last colon cannot be a port.
  private static func hasNoPort(_ authority: ArraySlice<UInt8>) -> Bool {
    guard let colon = authority.lastIndex(of: UInt8(ascii: ":")), authority.last != UInt8(ascii: "]") else {
      return false
    }
    return !authority[(colon + 1)...].allSatisfy { (0x30...0x39).contains($0) }
  }

  // MARK: Path, query and fragment

  private enum Part { case path, query, fragment }

  private mutating func addTail(_ tail: ArraySlice<UInt8>, beginsWithItem: Bool) {
    var part = Part.path
    var rest = tail
    if !beginsWithItem {
      let path = rest.prefix { !Self.endsItem($0) }
      shown += masked(path) ?? Array(path)
      rest = rest[path.endIndex...]
    }
    while let first = rest.first {
      if Self.endsItem(first) {
        if first == UInt8(ascii: "#") { part = .fragment }
        if first == UInt8(ascii: "?"), part == .path { part = .query }
        shown.append(first)
        rest = rest.dropFirst()
      }
      let item = rest.prefix { !Self.endsItem($0) }
      let value = item.firstIndex(of: UInt8(ascii: "=")).map { $0 + 1 }
      if let value, SecretNames.contains(String(decoding: item[..<(value - 1)], as: UTF8.self)) {
        let end = Self.endOfValue(rest[value...], in: &part)
        shown += rest[..<value] + Self.mask
        add(secret: rest[value..<end])
        rest = rest[end...]
      } else {
        let value = value ?? item.startIndex
        shown += item[..<value] + (masked(item[value...]) ?? Array(item[value...]))
        rest = rest[item.endIndex...]
      }
    }
  }

  private static func endsItem(_ byte: UInt8) -> Bool { "&;?#".utf8.contains(byte) }

  /// Where the value of a secret ends in the longest reading.
  private static func endOfValue(_ rest: ArraySlice<UInt8>, in part: inout Part) -> Int {
    let ends = part == .fragment ? "&" : part == .query ? "&#" : "&?#"
    let end = rest.firstIndex(where: ends.utf8.contains) ?? rest.endIndex
    guard end < rest.endIndex, rest[end] == UInt8(ascii: "#") else { return end }
    // A fragment without an item may be the rest of a value whose `#` should have been encoded.
    let fragment = rest[end...].prefix { $0 != UInt8(ascii: "&") }
    guard !fragment.contains(UInt8(ascii: "=")) else { return end }
    part = .fragment
    return fragment.endIndex
  }

  /// Where `://` stands first.
  private static func schemeEnd(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { separator.first(in: $0) }.map { bytes.startIndex + $0 }
  }

  private static let separator = BytePattern(Array("://".utf8), ignoresCase: false)

  /// A path or value that holds another URL with secrets in it; `nil` if it holds none.
  private mutating func masked(_ value: ArraySlice<UInt8>) -> [UInt8]? {
    let isAddress = value.starts(with: "//".utf8) || Self.schemeEnd(in: value) != nil
    guard depth < Self.depthLimit, isAddress || value.contains(UInt8(ascii: "%")) else { return nil }
    let decoded = PercentEncoding.decoded(value)
    // What stands before the scheme is a path, and would hide the authority.
    let colon = Self.schemeEnd(in: decoded[...]) ?? 0
    let start = decoded[..<colon].lastIndex { !Self.isOfScheme($0) }.map { $0 + 1 } ?? 0
    let inner = MaskedURL(decoded[start...], beginsWithItem: !isAddress, depth: depth + 1)
    guard !inner.shown.elementsEqual(decoded[start...]) else { return nil }
    secrets += inner.secrets
    return decoded.count == value.count ? decoded[..<start] + inner.shown : Self.mask
  }

  private static func isOfScheme(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    return scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789+-.".utf8.contains(byte))
  }

  private mutating func add(secret value: ArraySlice<UInt8>) {
    guard !value.isEmpty else { return }
    // What a server says back it may have decoded, or read to the first `;`.
    let readings = [Array(value), Array(value.prefix { $0 != UInt8(ascii: ";") })]
    for reading in readings.flatMap({ [$0, PercentEncoding.decoded($0)] }) {
      let text = String(decoding: reading, as: UTF8.self)
      if !text.isEmpty, !secrets.contains(text) { secrets.append(text) }
    }
  }
}
