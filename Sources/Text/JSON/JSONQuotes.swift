import CVectors

/// Where the strings of a JSON text begin and end: the places of its quotes, found sixty-four bytes at a time. Unlike a
/// search from string to string it need not know where one ends to look for the next.
struct JSONQuotes: Sendable {
  /// The longest text whose places are told.
  static let longestText = 16384

  /// Those of the last text come first; there is more room than they need.
  private(set) var places: [UInt16] = []
  /// What comes after the backslashes of escapes.
  private var escapes: [UInt16] = []

  /// Finds all quotes that no escape holds.
  ///
  /// - Parameter text: of at most `longestText` bytes.
  /// - Returns: how many there are; `nil` if there is an escape or a control that no string has (RFC 8259, section 7).
  mutating func find(in text: JSONBytes) -> Int? {
    let count = UInt32(truncatingIfNeeded: text.count)
    let room = Int(vectors_json_room(count))
    if places.count < room {
      places = [UInt16](repeating: 0, count: room)
      escapes = places
    }
    return places.withUnsafeMutableBufferPointer { places in
      escapes.withUnsafeMutableBufferPointer { escapes in
        let found = vectors_json_strings(text.base, count, places.baseAddress, escapes.baseAddress)
        guard !found.hasControl else { return nil }
        for index in 0..<Int(found.escapes) {
          guard JSONScalar.escape(in: text, from: Int(escapes[index])) != nil else { return nil }
        }
        return Int(found.quotes)
      }
    }
  }
}
