import TestSupport
import Testing

@testable import Text

@Suite struct LinesTests {
  private func lines(_ text: String) -> [String] {
    Array(text.utf8).withUnsafeBytes { bytes in
      Lines(in: bytes).map { line in
        let end = bytes[line.content.upperBound..<line.next].map { $0 == 0x0A ? "n" : "r" }.joined()
        return String(decoding: bytes[line.content], as: UTF8.self) + "|" + end
      }
    }
  }

  @Test func `LF, CR and CRLF end a line, and the last line may have no end`() {
    #expect(lines("a\nb\rc\r\nd") == ["a|n", "b|r", "c|rn", "d|"])
    #expect(lines("\n\r\r\n\n") == ["|n", "|r", "|rn", "|n"])
    #expect(lines("") == [])
    #expect(lines("a\r") == ["a|r"])
  }

  @Test(arguments: [("", 1), ("a", 1), ("a\n", 2), ("a\r\n", 2), ("\r\r", 3), ("a\nb", 2)])
  func `where the rest counts, an empty one is a line too`(text: String, count: Int) {
    Array(text.utf8).withUnsafeBytes { bytes in
      let all = Array(Lines(in: bytes, countsRest: true))
      #expect(all.count == count)
      #expect(all.last.map { !$0.isEnded && $0.next == bytes.count } == true)
      #expect(Lines.ends(in: bytes) == count - 1)
    }
  }

  @Test(arguments: UInt64(0)..<20) func `the lines and their ends are all of the bytes, in order`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    for count in 0..<150 {
      let bytes = (0..<count).map { _ in [10, 13, 65, 66].randomElement(using: &dice) ?? 0 } as [UInt8]
      var place = 0
      bytes.withUnsafeBytes {
        for line in Lines(in: $0) {
          #expect(line.content.lowerBound == place)
          #expect(!$0[line.content].contains(10) && !$0[line.content].contains(13))
          let end = Array($0[line.content.upperBound..<line.next])
          #expect([[10], [13], [13, 10]].contains(end) || end.isEmpty && line.next == count)
          place = line.next
        }
      }
      #expect(place == count)
    }
  }

  @Test func `a byte order mark is left out where a text begins`() {
    #expect(Array((ByteOrderMark.utf8 + [65]).withoutByteOrderMark) == [65])
    #expect(Array(([65] + ByteOrderMark.utf8).withoutByteOrderMark) == [65] + ByteOrderMark.utf8)
  }
}
