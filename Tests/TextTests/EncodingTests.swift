import Foundation
import Testing

@testable import Text

/// What stood in several places once: each is held against its standard's own examples.
@Suite struct EncodingTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `the vectors of RFC 4648, 10`(plain: String, encoded: String) {
    #expect(Base64.encoded(Array(plain.utf8)) == Array(encoded.utf8))
    #expect(Base64.text(Array(plain.utf8)) == encoded)
  }

  @Test func `base64 of any bytes is Foundation's`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }
  }

  @Test(arguments: [
    ("a%20b", "a b"), ("%41%6a", "Aj"), ("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("%+1", "%+1"),
    ("%-0", "%-0"), ("%2541", "%41"), ("%C3%a9", "é"),
  ])
  func `percent signs are undone once, and only before two digits`(text: String, decoded: String) {
    #expect(PercentEncoding.decoded(text.utf8) == Array(decoded.utf8))
  }

  @Test func `a NUL stays encoded where it would end a name`() {
    #expect(PercentEncoding.decoded("a%00b".utf8) == [97, 0, 98])
    #expect(PercentEncoding.decoded("a%00b".utf8, keepsNull: true) == Array("a%00b".utf8))
  }

  @Test func `a token has no blank, no delimiter and nothing outside of ASCII`() {
    for text in ["GET", "X-A", "!#$%&'*+-.^_`|~09azAZ"] { #expect(HTTPToken.holds(text)) }
    for text in ["", "a b", "a:", "(a)", "é", "a\u{0}", "a/b", "\"a\""] { #expect(!HTTPToken.holds(text)) }
  }

  @Test(
    arguments: [
      (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1), (19_782, 2024, 2, 29),
      (-719_528, 0, 1, 1), (2_932_896, 9999, 12, 31),
    ] as [(Int64, Int64, Int64, Int64)])
  func `days and dates are the same time`(days: Int64, year: Int64, month: Int64, day: Int64) {
    let date = GregorianDate(year: year, month: month, day: day)
    #expect(date.daysSince1970 == days)
    #expect(GregorianDate(daysSince1970: days) == date)
  }

  @Test func `every day has a date that leads back to it`() {
    for days in stride(from: Int64(-800_000), through: 2_932_896, by: 97) {
      let date = GregorianDate(daysSince1970: days)
      #expect(date.daysSince1970 == days)
      #expect((1...12).contains(date.month) && (1...31).contains(date.day))
    }
  }

  @Test func `one is one, and any other number is many`() {
    #expect(Quantity.counted(0, "event") == "0 events")
    #expect(Quantity.counted(1, "event") == "1 event")
    #expect(Quantity.counted(1234, "event") == "1,234 events")
  }
}
