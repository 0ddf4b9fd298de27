/// One line of a stream, taken apart as the standard says ("9.2.6 Interpreting an event stream").
package struct Field: Equatable {
  package enum Name: Equatable, Sendable { case data, event, id, retry, comment, unknown }

  package var name: Name
  /// Where the value begins in the line: after the first colon and one space, or at the line's end if there is none.
  /// A comment's value is everything after its colon.
  package var valueStart: Int

  static let none = Field(.unknown, 0)

  private init(_ name: Name, _ valueStart: Int) { (self.name, self.valueStart) = (name, valueStart) }

  /// - Parameter line: without its line end, not empty.
  package init(line: UnsafeRawBufferPointer) {
    if let start = Self.valueStart(of: "data", in: line) {
      self.init(.data, start)
    } else if line[0] == UInt8(ascii: ":") {
      self.init(.comment, 1)
    } else if let start = Self.valueStart(of: "event", in: line) {
      self.init(.event, start)
    } else if let start = Self.valueStart(of: "id", in: line) {
      self.init(.id, start)
    } else if let start = Self.valueStart(of: "retry", in: line) {
      self.init(.retry, start)
    } else {
      self.init(.unknown, line.count)
    }
  }

  /// The same by one load and a comparison a name, for a line that lies in a chunk.
  ///
  /// What is read after the line begins with its line end, so it cannot be taken for a part of a name.
  ///
  /// - Parameters:
  ///   - line: not empty, with its line end after it unless `readable` is its count.
  ///   - readable: bytes of the chunk from the line's start on.
  @inline(__always)
  init(line: UnsafeRawBufferPointer, readable: Int) {
    guard readable >= 8, let start = line.baseAddress else {
      self.init(line: line)
      return
    }
    let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    // "data" first: it is nearly every line of nearly every stream.
    if word & 0xFF_FFFF_FFFF == 0x3A_6174_6164 {
      self.init(.data, Self.skipSpace(word, 5))
    } else if word & 0xFFFF_FFFF_FFFF == 0x3A74_6E65_7665 {
      self.init(.event, Self.skipSpace(word, 6))
    } else if word & 0xFF_FFFF == 0x3A_6469 {
      self.init(.id, Self.skipSpace(word, 3))
    } else if word & 0xFF == 0x3A {
      self.init(.comment, 1)
    } else if word & 0xFFFF_FFFF_FFFF == 0x3A79_7274_6572 {
      self.init(.retry, Self.skipSpace(word, 6))
    } else if line.count > 5 {
      // No known name is longer, and those with a colon are told above.
      self.init(.unknown, line.count)
    } else {
      self.init(line: line)
    }
  }

  /// "If value starts with a U+0020 SPACE character, remove it from value."
  @inline(__always)
  private static func skipSpace(_ word: UInt64, _ index: Int) -> Int {
    (word >> UInt64(index * 8)) & 0xFF == 0x20 ? index + 1 : index
  }

  /// Where the value begins if the line's field has this name, compared literally.
  private static func valueStart(of name: StaticString, in line: UnsafeRawBufferPointer) -> Int? {
    let length = name.utf8CodeUnitCount
    guard line.count >= length else { return nil }
    for index in 0..<length where line[index] != name.utf8Start[index] { return nil }
    guard line.count > length else { return length }
    guard line[length] == UInt8(ascii: ":") else { return nil }
    let start = length + 1
    return line.count > start && line[start] == UInt8(ascii: " ") ? start + 1 : start
  }
}
