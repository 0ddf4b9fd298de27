import Text

/// What a file holds, as its beginning tells.
public enum FileKind: Equatable, Sendable {
  case eventStream
  /// An event stream with a recorder's marks.
  case recording
  /// Newline-delimited JSON.
  case lines
  /// A JSON text sequence.
  case sequence
  /// Something else; with what it seems to be.
  case other(String)

  /// Bytes after which no more are waited for.
  public static let beginningLimit = 64 << 10

  /// - Parameters:
  ///   - beginning: what has been read so far, decompressed.
  ///   - isWhole: whether there is no more.
  /// - Returns: `nil` if more is needed to tell.
  public init?(_ beginning: [UInt8], isWhole: Bool) {
    let bytes = beginning.withoutByteOrderMark
    if let kind = Self.kind(ofSignature: bytes) {
      self = kind
      return
    }
    if bytes.first == TextEnds.separator {
      self = .sequence
      return
    }
    // Any character may stand in a field's value or in the name of an unknown one, NUL too: only if no line is of an
    // event stream is it something else.
    let isBinary = Self.isBinary(bytes)
    let isAll = isWhole || beginning.count >= Self.beginningLimit
    var rest = bytes
    var hasText = false
    while let end = rest.firstIndex(where: \.isLineEnd) ?? (isAll ? rest.endIndex : nil) {
      let line = rest[..<end]
      if Self.isOfEventStream(line) {
        self = RecordingReader.isRecording(beginning) ? .recording : .eventStream
        return
      }
      if !hasText, !isBinary, let kind = Self.kind(ofFirstLine: line, isEnded: end < rest.endIndex || isWhole) {
        self = kind
        return
      }
      hasText = hasText || !line.isEmpty
      guard end < rest.endIndex else { break }
      rest = rest[(end + 1)...]
    }
    // A long first line need not be waited for once its field's name is there.
    if !hasText, Self.isOfEventStream(rest), rest.count > Mark.beginning.count {
      self = RecordingReader.isRecording(beginning) ? .recording : .eventStream
    } else if isAll {
      let what = isBinary ? "this is binary" : "this is text, and no line of its beginning is of an event stream"
      self = hasText ? .other(what) : .eventStream
    } else {
      return nil
    }
  }

  /// What the start of a body plainly is; `nil` for anything that can be doubted.
  public static func plain(_ start: [UInt8]) -> FileKind? {
    let text = start.withoutByteOrderMark
    let lines = text.split(whereSeparator: \.isLineEnd)
    guard let first = lines.first else { return nil }
    if first.contains(UInt8(ascii: ":")), isOfEventStream(first) { return .eventStream }
    // A line of its own, which one document of JSON may be as well; a body that goes on in the next line is neither.
    let isEnded = first.endIndex < text.endIndex
    return isEnded && kind(ofFirstLine: first, isEnded: true) == .lines ? .lines : nil
  }

  private static func isOfEventStream(_ line: ArraySlice<UInt8>) -> Bool {
    !line.isEmpty && line.withUnsafeBytes { Field(line: $0).name } != .unknown
  }

  private static func kind(ofFirstLine line: ArraySlice<UInt8>, isEnded: Bool) -> FileKind? {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    switch text.first {
    case UInt8(ascii: "{"):
      // An object that goes on in the next line is a document, not a line of one.
      let isObject = isEnded && text.last { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "}")
      return isObject ? .lines : .other("this is a JSON document; --ndjson reads each line as an event")
    case UInt8(ascii: "["): return .other("this is a JSON document; --ndjson reads each line as an event")
    case UInt8(ascii: "<"):
      let start = String(decoding: text.prefix(20), as: UTF8.self).lowercased()
      return .other(
        start.hasPrefix("<!doctype html") || start.hasPrefix("<html") ? "this is an HTML page" : "this is XML")
    case UInt8(ascii: "H") where text.starts(with: "HTTP/".utf8):
      return .other("this begins with the head of an HTTP response; leave out curl's -i")
    default: return nil
    }
  }

  private static func kind(ofSignature bytes: ArraySlice<UInt8>) -> FileKind? {
    let signatures: [(bytes: [UInt8], name: String)] = [
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"), ([0x42, 0x5A, 0x68], "bzip2"),
      ([0x50, 0x4B, 0x03, 0x04], "zip"),
    ]
    if let name = signatures.first(where: { bytes.starts(with: $0.bytes) })?.name {
      return .other("this is compressed with \(name); of compressed files only gzip is read")
    }
    return nil
  }

  /// Whether the first line is no text's.
  private static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(1024).prefix { !$0.isLineEnd }.contains(where: isBinary)
  }

  /// Control characters that no text begins with; the separator of JSON texts is one that does.
  private static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x20 && ![0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x1B, 0x1E].contains(byte)
  }
}
