import Foundation
import StreamModel
import TestSupport
import Testing

@testable import EventOutput
@testable import Text

@Suite struct JSONTextTests {
  static func escaped(_ bytes: [UInt8], for reader: JSONText.Reader = .program) -> String {
    var output: [UInt8] = []
    bytes.withUnsafeBytes { JSONText.append($0, to: &output, for: reader) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `what JSON cannot hold is escaped, and what it can is not`() {
    #expect(Self.escaped(Array("a\"b\\c\n\r\t\u{0}\u{1B}é😀".utf8)) == #"a\"b\\c\n\r\t\u0000\u001bé😀"#)
    #expect(Self.escaped(Array("\u{7F}\u{9B}\u{2028}".utf8)) == #"\u007f\u009b\u2028"#)
    #expect(Self.escaped(Array("\u{202E}é😀".utf8)) == "\u{202E}é😀")
    #expect(Self.escaped(Array("\u{202E}é😀".utf8), for: .terminal) == #"\u202eé😀"#)
    #expect(Self.escaped(Array("\u{202E}é😀".utf8), for: .asciiTerminal) == #"\u202e\u00e9\ud83d\ude00"#)
  }

  @Test func `on a terminal four combining marks stand on a character, and none on a quote or an escape`() {
    let many = String(repeating: "\u{301}", count: 500)
    let escapes = String(repeating: #"\u0301"#, count: 496)
    #expect(Self.escaped(Array("e\(many)x".utf8)) == "e\(many)x")
    for base in ["e", "漢", "é"] {
      #expect(
        Self.escaped(Array("\(base)\(many)x".utf8), for: .terminal) == base + "\u{301}\u{301}\u{301}\u{301}\(escapes)x")
    }
    #expect(Self.escaped(Array("\u{301}a\u{301}".utf8), for: .terminal) == "\\u0301a\u{301}")
    #expect(Self.escaped(Array("\n\u{301}\u{202E}\u{20DD}".utf8), for: .terminal) == #"\n\u0301\u202e\u20dd"#)
    let jamo = String(repeating: "\u{1161}", count: 100)
    #expect(Self.escaped(Array("가\(jamo)".utf8), for: .terminal).contains(#"\u1161"#))
  }

  @Test(arguments: UInt64(0)..<500)
  func `any bytes become the string that they are, mended`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let parts: [[UInt8]] = [
      [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xEF, 0xBF, 0xBD], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x22], [0x5C],
      [0x7F],
      Array("plain text of some length".utf8), Array("😀é\u{2029}".utf8), [0], [0x1F], [0x20],
    ]
    let bytes = (0..<20).flatMap { _ in
      Bool.random(using: &dice) ? parts.randomElement(using: &dice) ?? [] : [UInt8.random(in: 0...255, using: &dice)]
    }
    for reader in [JSONText.Reader.program, .terminal, .asciiTerminal] {
      let text = "[\"" + Self.escaped(bytes, for: reader) + "\"]"
      #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && (reader != .asciiTerminal || $0 < 0x80) })
      let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
      #expect(read == [String(decoding: bytes, as: UTF8.self)])
    }
  }

  @Test func `short texts, with each kind of byte in each place`() throws {
    let letters = Array("abcdefghijklmnopqrstuvwx".utf8)
    for count in letters.indices {
      for place in 0..<max(count, 1) {
        for byte: UInt8 in [0x41, 0x20, 0x21, 0x22, 0x5B, 0x5C, 0x5D, 0x7E, 0x7F, 0x1F, 0, 0x80, 0xC3] {
          var bytes = Array(letters[..<count])
          if place < count { bytes[place] = byte }
          let text = "[\"" + Self.escaped(bytes) + "\"]"
          let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
          #expect(read == [String(decoding: bytes, as: UTF8.self)])
        }
      }
    }
  }

  @Test func `a timestamp is in UTC, to the millisecond`() {
    var timestamp = Timestamp(start: 1_795_237_200_000_000_000)
    for (nanoseconds, text) in [
      (Int64(0), "2026-11-21T05:00:00.000Z"), (123_999_999, "2026-11-21T05:00:00.123Z"),
      (68_400_000_000_000, "2026-11-22T00:00:00.000Z"), (68_399_999_999_999, "2026-11-21T23:59:59.999Z"),
    ] {
      timestamp.set(.init(nanoseconds: nanoseconds))
      #expect(String(decoding: timestamp.text, as: UTF8.self) == text)
    }
    timestamp.adjust(start: 1_795_237_200_005_000_000)
    timestamp.set(.start)
    #expect(String(decoding: timestamp.text, as: UTF8.self) == "2026-11-21T05:00:00.000Z")
    timestamp.adjust(start: 1_795_237_260_000_000_000)
    timestamp.set(.start)
    #expect(String(decoding: timestamp.text, as: UTF8.self) == "2026-11-21T05:01:00.000Z")
  }
}
