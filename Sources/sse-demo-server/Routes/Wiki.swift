import NIOCore

extension Series {
  /// Changes of made-up wikis, in the shape of the recent changes that Wikimedia streams.
  static func wiki(_ environment: Environment) -> Series {
    let (newDice, clock) = (environment.newDice, environment.clock)
    return Series(
      path: "/wiki", summary: "recent changes of made-up wikis: large JSON, ids that are JSON, now and then a canary",
      interval: 0.1
    ) { course, _ in
      let dice = newDice()
      return { number in
        let seconds = clock.secondsSince1970()
        var event = course.event(number, type: "message", change(number, seconds, dice))
        // The two entries swap places, as they do there; the idle one has no time.
        let live = #"{"topic":"north.recentchange","partition":0,"timestamp":\#(seconds * 1000 + number % 1000)}"#
        let idle = #"{"topic":"south.recentchange","partition":0,"offset":-1}"#
        if event.id != nil {
          event.id = "[" + (number % 3 == 0 ? [idle, live] : [live, idle]).joined(separator: ",") + "]"
        }
        var bytes = number == 0 ? ByteBuffer(string: ":ok\n\n") : ByteBuffer()
        bytes.writeImmutableBuffer(Block.event(event).encoded())
        return bytes
      }
    }
  }

  private static func change(_ number: Int, _ seconds: Int, _ dice: Dice) -> String {
    let isCanary = number % 100 == 50
    let (wiki, title) = pages[dice.integer(0..<pages.count)]
    let domain = isCanary ? "canary" : "\(wiki).example.org"
    let length = dice.integer(100..<90_000)
    let type = ["edit", "edit", "edit", "categorize", "log", "new"][dice.integer(0..<6)]
    let revision = 1_000_000 + number
    return #"""
      {"$schema":"/recentchange/1.0.0","meta":{"uri":\#(JSONText.quoted("https://\(domain)/wiki/\(title)")),\#
      "id":"00000000-0000-4000-8000-\#(String(100_000_000_000 + number))","domain":"\#(domain)",\#
      "stream":"recentchange","dt":"\#(HTTPDate.iso(secondsSince1970: seconds))","topic":"north.recentchange",\#
      "partition":0,"offset":\#(5_000_000 + number)},"id":\#(number + 1),"type":"\#(type)","namespace":0,\#
      "title":\#(JSONText.quoted(title)),"title_url":\#(JSONText.quoted("https://\(domain)/wiki/\(title)")),\#
      "comment":\#(JSONText.quoted(comments[dice.integer(0..<comments.count)])),"timestamp":\#(seconds),\#
      "user":\#(JSONText.quoted(users[dice.integer(0..<users.count)])),"bot":\#(dice.integer(0..<3) == 0),\#
      "minor":\#(dice.integer(0..<2) == 0),"patrolled":\#(dice.integer(0..<2) == 0),\#
      "length":{"old":\#(length),"new":\#(length + dice.integer(-200..<800))},\#
      "revision":{"old":\#(revision - dice.integer(1..<5000)),"new":\#(revision)},\#
      "server_url":"https://\#(domain)","server_name":"\#(domain)","wiki":"\#(wiki)wiki",\#
      "parsedcomment":"<a href=\"/wiki/\#(number)\">made up</a>"}
      """#
  }

  private static let pages = [
    ("en", "A made-up lighthouse"), ("de", "Erfundene Straßenbahn"), ("ja", "架空の灯台"), ("fr", "Île imaginée"),
    ("ar", "منارة خيالية"), ("ru", "Выдуманный маяк"), ("en", "List of lists that list themselves"),
  ]
  private static let users = ["Wren", "Müller42", "灯台守", "~2026-11-21", "HelpfulBot", "Zoë \"Zed\""]
  private static let comments = [
    "typo", "/* History */ a source", "undid the last edit", "Größe berichtigt", "出典を追加", "",
  ]
}
