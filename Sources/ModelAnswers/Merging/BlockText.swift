import Text

/// The text of a block: its beginning, and where that became too long its newest end; UTF-8.
package struct BlockText: Sendable, Equatable {
  /// Where a piece begins in the whole text, and which event brought it.
  package struct Piece: Sendable, Equatable {
    /// In bytes, from the beginning of the text, what is left out counted.
    package var start: Int
    /// The position of the record in the log.
    package var position: Int
  }

  package internal(set) var head: [UInt8] = []
  package internal(set) var tail: [UInt8] = []
  /// Bytes between the two that are not kept.
  package internal(set) var omitted = 0
  /// Unicode scalars of all that came.
  package internal(set) var characters = 0
  /// In order; where there are too many a piece stands for its neighbours too.
  package internal(set) var pieces: [Piece] = []

  package init() {}

  /// Bytes of all that came.
  package var count: Int { head.count + omitted + tail.count }
  package var isEmpty: Bool { count == 0 }
  /// Bytes that are kept.
  var kept: Int { head.count + tail.count }

  package var shown: [UInt8] {
    omitted == 0 ? head + tail : head + Array("\n[… \(omitted) bytes left out …]\n".utf8) + tail
  }

  /// The record that brought a byte of the text.
  package func position(of byte: Int) -> Int? {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= byte { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? pieces[low - 1].position : nil
  }

  /// Adds a piece.
  ///
  /// - Parameters:
  ///   - piece: UTF-8 of so many characters.
  ///   - room: bytes that the head may take of it.
  /// - Returns: how many bytes the head has taken.
  mutating func append(_ piece: UnsafeRawBufferPointer, characters: Int, position: Int, room: Int) -> Int {
    pieces.append(Piece(start: count, position: position))
    self.characters += characters
    guard tail.isEmpty, omitted == 0 else {
      tail.append(contentsOf: piece)
      return 0
    }
    guard piece.count > room else {
      head.append(contentsOf: piece)
      return piece.count
    }
    // Whole characters.
    var cut = max(room, 0)
    while cut > 0, piece[cut] & 0xC0 == 0x80 { cut -= 1 }
    head.append(contentsOf: piece[..<cut])
    tail.append(contentsOf: piece[cut...])
    return cut
  }

  /// Leaves out the older half of the end, whole characters.
  mutating func shortenTail() {
    var cut = (tail.count + 1) / 2
    while cut < tail.count, tail[cut] & 0xC0 == 0x80 { cut += 1 }
    tail.removeFirst(cut)
    omitted += cut
  }

  /// Every second piece goes.
  mutating func thinPieces() {
    pieces = pieces.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }
}

extension Sequence<UInt8> {
  /// How many Unicode scalars valid UTF-8 holds.
  var scalarCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}

extension UnsafeRawBufferPointer {
  /// How many Unicode scalars the bytes hold; `nil` if they are not UTF-8.
  var validScalarCount: Int? {
    if allSatisfy({ $0 < 0x80 }) { return count }
    let bytes = assumingMemoryBound(to: UInt8.self).span
    var (position, scalars) = (0, 0)
    while position < bytes.count {
      let start = position
      let scalar = UTF8Decoding.scalar(in: bytes, at: &position)
      guard scalar != "\u{FFFD}" || position - start == 3 && bytes[start] == 0xEF else { return nil }
      scalars += 1
    }
    return scalars
  }
}

extension [UInt8] {
  /// What is no UTF-8 becomes U+FFFD.
  init(repairing bytes: UnsafeRawBufferPointer) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      self = Array(bytes)
    } else {
      self = Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
  }
}
