import TestSupport
import Testing

@testable import StreamModel
@testable import Text

/// What reads several bytes at a time, against the same read one byte at a time.
@Suite struct LineEndsTests {
  private func ends(in bytes: UnsafeRawBufferPointer) -> [Int] {
    var ends = LineEnds(in: bytes)
    var found: [Int] = []
    while let end = ends.next(from: (found.last ?? -1) + 1) { found.append(end) }
    return found
  }

  @Test(arguments: 0..<40) func `every line end is found, wherever it lies and whatever lies around it`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    // From nothing but line ends to hardly any; their neighbours in the alphabet, and the same with the high bit.
    let rarity = Int.random(in: 1...100, using: &dice)
    let others: [UInt8] = [0, 9, 11, 12, 14, 32, 58, 0x8A, 0x8D, 0xFF]
    for count in 0...200 {
      // Exactly as long as it is, so that the address sanitizer sees a read beyond it; at any alignment.
      let start = Int.random(in: 0..<16, using: &dice)
      let bytes = (0..<start + count).map { _ in
        (Int.random(in: 0..<rarity, using: &dice) == 0 ? [10, 13] : others).randomElement(using: &dice) ?? 0
      }
      let expected = (0..<count).filter { [10, 13].contains(bytes[start + $0]) }
      let found = bytes.withUnsafeBytes { ends(in: UnsafeRawBufferPointer(rebasing: $0[start...])) }
      #expect(found == expected)
    }
  }

  @Test func `those before the index are passed over`() {
    for count in [10, 64, 100, 300] {
      let bytes = [UInt8](repeating: 10, count: count)
      for step in [1, 2, 3, 70] {
        var found: [Int] = []
        bytes.withUnsafeBytes {
          var ends = LineEnds(in: $0)
          while let end = ends.next(from: (found.last ?? -step) + step) { found.append(end) }
        }
        #expect(found == Array(stride(from: 0, to: count, by: step)))
      }
    }
  }

  @Test func `a field is the same however many bytes can be read after its line`() {
    let lines = [
      "data", "data:", "data: ", "data: x", "data:  x", "data:x", "datax", "dat", "d", ":", ": x", "::", "event",
      "event:", "event: ", "event:x", "events:", "id", "id:", "id: ", "id:1", "idx", "retry:5", "retry", "retry:",
      "retry: 5", "retrying: 5", "retryx", "Data: x", " data: x", "x", "data :", "event :x", "events", "comment: a",
    ]
    let followers = ["\n", "\r\n\r\n", "\n:\n", "\n x: y", "\ndata: another", "\r: ::  ", "\n\n\n\n\n\n\n\n"]
    for line in lines {
      let alone = Array(line.utf8).withUnsafeBytes { Field(line: $0) }
      for follower in followers {
        Array((line + follower).utf8).withUnsafeBytes { bytes in
          let place = UnsafeRawBufferPointer(rebasing: bytes[..<line.utf8.count])
          for readable in line.utf8.count...bytes.count {
            #expect(Field(line: place, readable: readable) == alone, "\(line)")
          }
        }
      }
    }
  }
}
