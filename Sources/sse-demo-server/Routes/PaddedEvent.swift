import NIOCore

extension PaceOptions {
  /// The bytes of an event by its number, counted from 0, with as much text in its JSON as makes it `size` bytes.
  ///
  /// Longer than that if the id, the type and the name alone take more.
  func paddedEvent(_ number: Int, size: Int) -> ByteBuffer {
    func bytes(_ text: String) -> ByteBuffer {
      Block.event(event(number, #"{"n":\#(name(number)),"text":"\#(text)"}"#)).encoded()
    }
    let missing = max(0, size - bytes("").readableBytes)
    return bytes(String(Self.filling.prefix(missing)))
  }

  /// The longest size an event can be padded to, in bytes.
  static let longestPadding = 4096

  private static let filling: String = {
    let words = "the quick brown fox jumps over the lazy dog and "
    return String(String(repeating: words, count: longestPadding / words.utf8.count + 1).prefix(longestPadding))
  }()
}
