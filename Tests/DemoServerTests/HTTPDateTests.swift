import Testing

@testable import sse_demo_server

struct HTTPDateTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_795_237_200, "Sat, 21 Nov 2026 05:00:00 GMT"),
    (2_147_483_648, "Tue, 19 Jan 2038 03:14:08 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    (-62_167_219_200, "Sat, 01 Jan 0000 00:00:00 GMT"),
    (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    (Int.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
    (Int.min, "Sat, 01 Jan 0000 00:00:00 GMT"),
  ])
  func `Known moments have their known names`(seconds: Int, text: String) {
    #expect(HTTPDate.text(secondsSince1970: seconds) == text)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (784_111_777, "1994-11-06T08:49:37Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (-1, "1969-12-31T23:59:59Z"),
  ])
  func `Known moments have their names in RFC 3339`(seconds: Int, text: String) {
    #expect(HTTPDate.iso(secondsSince1970: seconds) == text)
  }

  @Test func `Days follow each other as in the calendar, for eight hundred years`() {
    let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    var (year, month, day, weekday) = (1600, 0, 1, 6)
    var seconds = -11_676_096_000
    while year < 2400 {
      let expected = "\(names[weekday]), \(day < 10 ? "0" : "")\(day) \(months[month]) \(year) 00:00:00 GMT"
      let text = HTTPDate.text(secondsSince1970: seconds)
      guard text == expected else {
        Issue.record("\(text) instead of \(expected)")
        return
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
      seconds += 86_400
      weekday = (weekday + 1) % 7
      day += 1
      if day > length { (day, month) = (1, month + 1) }
      if month > 11 { (month, year) = (0, year + 1) }
    }
  }
}
