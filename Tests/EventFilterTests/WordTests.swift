import EventFilter
import StreamModel
import Testing

@Suite struct WordTests {
  private let stage = Stage(
    """
    event: tick
    id: 41
    data: Alpha beta

    data: gamma don't a=b /x

    : heartbeat Tick 41

    id
    data: [DONE]


    """)

  @Test(arguments: [
    ("", 4), ("   ", 4), ("alpha", 1), ("Alpha", 1), ("ALPHA", 0), ("BETA", 0), ("beta", 1), ("\"alpha beta\"", 1),
    ("'alpha beta'", 1), ("beta alpha", 1), ("alpha gamma", 0), ("!alpha", 3), ("!!alpha", 1), ("! alpha", 3),
    ("don't", 1), ("a=b", 1), ("\"/x\"", 1), ("[DONE]", 1), ("tick", 2), ("Tick", 1), ("41", 3), ("message", 0),
    ("heartbeat", 1), ("!heartbeat", 3), ("beta !alpha", 0), ("event", 0), ("\"event=tick\"", 0), ("e", 3),
  ])
  func `a word is looked for in data, type, ID and comments, and its case counts if it has an upper-case letter`(
    expression: String, count: Int
  ) throws {
    #expect(try stage.matching(expression).count == count)
  }

  @Test(arguments: [
    ("event=tick", 1), ("event=Tick", 0), ("event=tic", 0), ("event=message", 2), ("event!=tick", 2),
    ("event!=message", 1), ("event~ti", 1), ("event~^mess", 2), ("event!~k$", 2), ("event=\"tick\"", 1),
    ("event = tick", 1), ("event == tick", 1), ("event ~ /TICK/i", 1), ("event~/TICK/", 0), ("!event=tick", 3),
    ("id=41", 2), ("id!=41", 1), ("id=\"\"", 1), ("id~^4", 2), ("id~'^\\d+$'", 2), ("!id=41", 2),
    ("id=41 event=tick", 1),
    ("event=tick beta", 1), ("event=tick gamma", 0),
  ])
  func `a name is compared as a whole, and comments have none`(expression: String, count: Int) throws {
    #expect(try stage.matching(expression).count == count)
  }

  @Test(arguments: [
    ("/alpha|gamma/", 2), ("/Alpha|Gamma/", 1), ("/ALPHA/i", 1), ("/ALPHA/", 0), ("/^gamma/", 1), ("/beta$/", 1),
    ("/a b/", 1), ("/\\/x$/", 1), ("/^tick$/", 1), ("/^41$/", 2), ("!/alpha|gamma/", 2), ("/\\S+\\W\\[/", 0),
    ("/(?-i)alpha/", 0), ("/heart.*41/", 1), ("/\\[done\\]/", 1),
  ])
  func `an expression is looked for where a word is`(expression: String, count: Int) throws {
    #expect(try stage.matching(expression).count == count)
  }

  @Test(arguments: [("über", true), ("ÜBER", false), ("Über", true), ("straße 日本", true), ("'日本'", true), ("ñ", false)])
  func `letters beyond A to Z have two cases too`(expression: String, isMatch: Bool) throws {
    #expect(try matches(expression, data: "Über die Straße 日本") == isMatch)
  }

  @Test func `lines are joined before they are searched, and an expression sees each line's ends`() throws {
    let stage = Stage("data: one\ndata: two\n\n")
    for expression in ["'one\\ntwo'", "/one\\ntwo/", "/^two$/", "/one$/", "!/one.two/", "!onetwo", "two"] {
      #expect(try stage.matching(expression) == ["one\ntwo"], "\(expression)")
    }
  }

  @Test func `an ID from before the log began is still the event's`() throws {
    let stage = Stage("data: a\n\n", lastEventID: "resumed")
    #expect(try stage.matching("id=resumed RES") == [])
    #expect(try stage.matching("id=resumed res") == ["a"])
  }

  @Test func `what was too long and notices match nothing but the empty filter`() throws {
    var stage = Stage()
    stage.interrupt()
    #expect(stage.records.map(\.kind) == [.notice])
    #expect(try stage.matching("!nothing") == [])
    #expect(try stage.matching("").count == 1)
    var overlong = Record(kind: .overlong, offset: 0)
    overlong.length = 10
    #expect(try !EventFilter("!x").matches(overlong, in: stage.state))
    #expect(try EventFilter(" ").matches(overlong, in: stage.state))
  }

  @Test func `bytes that are not UTF-8 hide nothing else`() throws {
    var stage = Stage()
    stage.feed([0x64, 0x61, 0x74, 0x61, 0x3A, 0xFF, 0x41, 0x62, 0xC3, 0xFE, 0xC3, 0xA9, 0x0A, 0x0A])
    for expression in ["ab", "/ab/", "É", "/É/i", "é", "/^.?ab/"] {
      let filter = try EventFilter(expression)
      #expect(filter.matches(stage.records[0], in: stage.state) == (expression != "É" && expression != "/^.?ab/"))
    }
  }

  @Test func `filters are equal if they are written alike`() throws {
    #expect(try EventFilter("a b") == EventFilter("a b"))
    #expect(try EventFilter("a b") != EventFilter("a  b"))
    #expect(try EventFilter("é") != EventFilter("e\u{301}"))
    #expect(try EventFilter(" \t").isEmpty)
    #expect(try EventFilter(" a ").expression == " a ")
    #expect(try TextPattern("a") != TextPattern("A"))
  }
}
