/// A JSON text in which some strings and numbers may be others: what the events of one stream have in common.
///
/// Whatever fits it is JSON with the same members and elements. Comparing bytes and passing over the scalars between them
/// is all that it takes to know.
package struct JSONForm: Sendable {
  /// A scalar that may be another of its kind.
  package enum Hole: Sendable {
    /// One with something in it.
    case string
    case number
  }

  /// A scalar that stands where a hole is.
  package struct Scalar: Sendable {
    /// With the quotes.
    package var range: Range<Int>
    package var hasEscape: Bool
  }

  private struct Part: Sendable {
    /// Of the bytes that stay, up to the hole.
    let end: Int
    let hole: Hole
  }

  /// The bytes that stay, without those of the holes.
  private let fixed: [UInt8]
  private let parts: [Part]

  /// - Parameters:
  ///   - text: one JSON value.
  ///   - holes: where its scalars lie that may be others, in order; a string's with the quotes.
  package init(_ text: UnsafeRawBufferPointer, holes: [(range: Range<Int>, hole: Hole)]) {
    var fixed: [UInt8] = []
    var parts: [Part] = []
    var position = 0
    for (range, hole) in holes {
      fixed.append(contentsOf: text[position..<range.lowerBound])
      parts.append(Part(end: fixed.count, hole: hole))
      position = range.upperBound
    }
    fixed.append(contentsOf: text[position...])
    (self.fixed, self.parts) = (fixed, parts)
  }

  /// Whether a text has this form.
  ///
  /// - Parameter scalars: gets what stands in the holes, if so.
  package func fits(_ text: UnsafeRawBufferPointer, _ scalars: inout [Scalar]) -> Bool {
    scalars.removeAll(keepingCapacity: true)
    return text.withJSONBytes { text in
      fixed.withUnsafeBytes { fixed in
        fixed.withJSONBytes { fixed in
          var (position, start) = (0, 0)
          for part in parts {
            guard Self.isSame(text, position, fixed, start..<part.end) else { return false }
            position &+= part.end &- start
            start = part.end
            guard let scalar = Self.scalar(part.hole, in: text, from: position) else { return false }
            scalars.append(scalar)
            position = scalar.range.upperBound
          }
          return text.count &- position == fixed.count &- start
            && Self.isSame(text, position, fixed, start..<fixed.count)
        }
      }
    }
  }

  @inline(__always)
  private static func isSame(_ text: JSONBytes, _ position: Int, _ fixed: JSONBytes, _ range: Range<Int>) -> Bool {
    let count = range.count
    guard text.count &- position >= count else { return false }
    var index = 0
    while index &+ 16 <= count {
      let isSame = text.sixteen(from: position &+ index) .== fixed.sixteen(from: range.lowerBound &+ index)
      let halves = unsafeBitCast(isSame, to: SIMD2<UInt64>.self)
      guard halves[0] & halves[1] == .max else { return false }
      index &+= 16
    }
    while index < count {
      guard text[position &+ index] == fixed[range.lowerBound &+ index] else { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private static func scalar(_ hole: Hole, in text: JSONBytes, from start: Int) -> Scalar? {
    guard start < text.count else { return nil }
    switch hole {
    case .number: return JSONScalar.number(in: text, from: start).map { Scalar(range: start..<$0, hasEscape: false) }
    case .string:
      guard text[start] == UInt8(ascii: "\"") else { return nil }
      let end = JSONScalar.string(in: text, from: start &+ 1)
      guard end.isString, end.position &- start > 2 else { return nil }
      return Scalar(range: start..<end.position, hasEscape: end.hasEscape)
    }
  }
}
