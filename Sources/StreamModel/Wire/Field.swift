/// One line of a stream, taken apart as the standard says ("9.2.6 Interpreting an event stream").
struct Field: Equatable {
  enum Name: Equatable { case data, event, id, retry, comment, unknown }

  var name: Name
  /// Where the value lies in the line: behind the first colon and one space, or nowhere at the line's end.
  /// A comment's value is everything behind its colon.
  var value: Range<Int>

  /// - Parameter line: without its line end, not empty.
  @inline(__always)
  init(line: UnsafeRawBufferPointer) {
    // "data" first: it is nearly every line of nearly every stream.
    if let value = Self.value(of: "data", in: line) {
      (name, self.value) = (.data, value)
    } else if line[0] == UInt8(ascii: ":") {
      (name, self.value) = (.comment, 1..<line.count)
    } else if let value = Self.value(of: "event", in: line) {
      (name, self.value) = (.event, value)
    } else if let value = Self.value(of: "id", in: line) {
      (name, self.value) = (.id, value)
    } else if let value = Self.value(of: "retry", in: line) {
      (name, self.value) = (.retry, value)
    } else {
      (name, self.value) = (.unknown, line.count..<line.count)
    }
  }

  /// The value's place if the line's field has this name, compared literally.
  @inline(__always)
  private static func value(of name: StaticString, in line: UnsafeRawBufferPointer) -> Range<Int>? {
    let length = name.utf8CodeUnitCount
    guard line.count >= length else { return nil }
    for index in 0..<length where line[index] != name.utf8Start[index] { return nil }
    guard line.count > length else { return length..<length }
    guard line[length] == UInt8(ascii: ":") else { return nil }
    let start = length + 1
    // "If value starts with a U+0020 SPACE character, remove it from value."
    return line.count > start && line[start] == UInt8(ascii: " ") ? start + 1..<line.count : start..<line.count
  }
}
