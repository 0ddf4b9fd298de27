/// Where values of JSON end, however deep: their bytes are held to the grammar (RFC 8259), and nothing is made of them.
///
/// As in `JSONScalar`, each is told by the position behind it, `nil` for what is none.
enum JSONGrammar {
  /// The end of the name of a member.
  @inline(__always)
  static func key(in text: JSONBytes, from start: Int) -> JSONScalar.StringEnd? {
    guard start < text.count, text[start] == UInt8(ascii: "\"") else { return nil }
    let end = JSONScalar.string(in: text, from: start &+ 1)
    return end.isString ? end : nil
  }

  /// Where the value behind a name begins.
  @inline(__always)
  static func value(in text: JSONBytes, behindKey end: Int) -> Int? {
    let colon = JSONScalar.blanks(in: text, from: end)
    guard colon < text.count, text[colon] == UInt8(ascii: ":") else { return nil }
    return JSONScalar.blanks(in: text, from: colon &+ 1)
  }

  /// The end of a value.
  @inline(__always)
  static func end(in text: JSONBytes, from start: Int) -> Int? {
    guard start < text.count else { return nil }
    let first = text[start]
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return container(in: text, from: start) }
    return scalar(first, in: text, from: start)
  }

  /// The end of a scalar; `nil` for an object or an array too.
  @inline(__always)
  static func scalar(in text: JSONBytes, from start: Int) -> Int? {
    start < text.count ? scalar(text[start], in: text, from: start) : nil
  }

  @inline(__always)
  private static func scalar(_ first: UInt8, in text: JSONBytes, from start: Int) -> Int? {
    if first == UInt8(ascii: "\"") {
      let end = JSONScalar.string(in: text, from: start &+ 1)
      return end.isString ? end.position : nil
    }
    return other(first, in: text, from: start)
  }

  /// The end of a scalar that is no string.
  @inline(__always)
  private static func other(_ first: UInt8, in text: JSONBytes, from start: Int) -> Int? {
    switch first {
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): JSONScalar.word(in: text, from: start)
    default: JSONScalar.number(in: text, from: start)
    }
  }

  /// The end of an object or an array.
  static func container(in text: JSONBytes, from start: Int) -> Int? {
    var nesting = JSONNesting()
    nesting.open(isObject: text[start] == UInt8(ascii: "{"))
    var position = start &+ 1
    var isEmpty = true
    while true {
      position = JSONScalar.blanks(in: text, from: position)
      guard position < text.count else { return nil }
      var first = text[position]
      // What was opened a moment ago may be closed at once.
      if !isEmpty || first != close(of: nesting) {
        if nesting.isInObject {
          guard let key = key(in: text, from: position), let value = value(in: text, behindKey: key.position),
            value < text.count
          else { return nil }
          position = value
          first = text[position]
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
          nesting.open(isObject: first == UInt8(ascii: "{"))
          position &+= 1
          isEmpty = true
          continue
        }
        guard let end = scalar(first, in: text, from: position) else { return nil }
        position = end
      }
      isEmpty = false
      // After a value: the ends of what it is the last one of.
      while true {
        position = JSONScalar.blanks(in: text, from: position)
        guard position < text.count else { return nil }
        let byte = text[position]
        position &+= 1
        if byte == UInt8(ascii: ",") { break }
        guard byte == close(of: nesting) else { return nil }
        nesting.close()
        if nesting.depth == 0 { return position }
      }
    }
  }

  @inline(__always)
  private static func close(of nesting: JSONNesting) -> UInt8 {
    nesting.isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }
}
