import EventFilter
import TestSupport
import Testing

@Suite struct TextPatternTests {
  private func found(_ text: String, in bytes: String, limit: Int = .max) throws -> [String] {
    let bytes = Array(bytes.utf8)
    return try TextPattern(text).ranges(in: bytes, limit: limit).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test func `every place is found that is to be highlighted`() throws {
    #expect(try found("an", in: "Banana AN") == ["an", "an", "AN"])
    #expect(try found("An", in: "Banana An") == ["An"])
    #expect(try found("ana", in: "banana") == ["ana"])
    #expect(try found("/a.|b/", in: "banana") == ["b", "an", "an"])
    #expect(try found("/x*/", in: "axxbé") == ["xx"])
    #expect(try found("/$/", in: "a\nb") == [])
    #expect(try found("ÜB", in: "üb ÜB") == ["ÜB"])
    #expect(try found("üb", in: "üb ÜB") == ["üb", "ÜB"])
    #expect(try found("/a\\Kb/", in: "abab") == ["b", "b"])
    #expect(try found("a", in: "aaaa", limit: 2) == ["a", "a"])
    #expect(try found("a", in: "aaaa", limit: 0) == [])
    #expect(try found("", in: "abc") == [])
    #expect(try found("/api/v1", in: "GET /api/v1") == ["/api/v1"])
    let bytes = Array("xAx".utf8)
    #expect(try TextPattern("a").ranges(in: bytes.span) == [1..<2])
  }

  @Test func `it looks in data, type, ID and comments`() throws {
    let stage = Stage("event: a\nid: b\ndata: c\n\n: d\n\n")
    func count(_ text: String) throws -> Int {
      let pattern = try TextPattern(text)
      return stage.records.count { pattern.matches($0, in: stage.state) }
    }
    for text in ["a", "b", "c", "d", "/^a$/", "/^b$/", "/^c$/"] { #expect(try count(text) == 1) }
    for text in ["", "event", "e", "A"] { #expect(try count(text) == 0) }
    #expect(try count("/$/") == 2)
    #expect(try TextPattern("").isEmpty)
  }

  @Test(arguments: 0..<60) func `a text is found where comparing byte by byte finds it`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let alphabet: [UInt8] =
      seed.isMultiple(of: 2) ? [0x61, 0x41, 0x62, 0x40, 0x60] : [0x61, 0x7A, 0x5A, 0xFF, 0xC3, 0x00, 0x7B, 0x5B]
    for _ in 0..<20 {
      let bytes = (0..<Int.random(in: 0...200, using: &dice)).map { _ in alphabet.randomElement(using: &dice) ?? 0 }
      let letters = ["a", "z", "b", "@", "`", "{", "[", seed.isMultiple(of: 3) ? "A" : "a"]
      let text = (1...Int.random(in: 1...5, using: &dice)).map { _ in letters.randomElement(using: &dice) ?? "" }
        .joined()
      let ignoresCase = !text.contains("A")
      var expected: [Range<Int>] = []
      var place = 0
      while place + text.utf8.count <= bytes.count {
        let fits = zip(text.utf8, bytes[place...]).allSatisfy { wanted, byte in
          wanted == byte || ignoresCase && (0x41...0x5A).contains(byte) && byte + 0x20 == wanted
        }
        if fits { expected.append(place..<place + text.utf8.count) }
        place += fits ? text.utf8.count : 1
      }
      #expect(try TextPattern(text).ranges(in: bytes) == expected, "\(text) in \(bytes)")
    }
  }
}

@Suite struct HostileDataTests {
  @Test func `a mebibyte of data is searched as a small one is`() throws {
    let filler = String(repeating: "lorem ipsum dolor ", count: 60_000)
    let data = "{\"text\":\"\(filler)\",\"end\":\"Needle\"}"
    for expression in [
      "needle", "!haystack", "/need.e\"\\}$/", ".end=Needle", ".text~dolor", "!.text~needle", "!/m{9}/",
    ] {
      #expect(try matches(expression, data: data), "\(expression)")
    }
  }

  @Test(arguments: [10, 512, 513, 577, 5000, 500_000])
  func `paths match however deep the rest of the JSON is`(depth: Int) throws {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let nested = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      for (expression, isMatch) in [
        (".", true), (".n=7", false), ("!.n=7", true), (".a", open != "["), (".[0]", open == "["),
      ] { #expect(try matches(expression, data: nested) == isMatch, "\(expression)") }
      let beside = "{\"deep\":\(nested),\"n\":7,\"also\":\(nested)}"
      for (expression, isMatch) in [(".n=7", true), ("!.n=7", false), (".n=8", false), (".deep", true)] {
        #expect(try matches(expression, data: beside) == isMatch, "\(expression)")
      }
      // What is not closed, or by the wrong bracket, is no JSON however deep it is.
      #expect(try !matches(".", data: String(nested.dropLast())))
      #expect(try !matches(".", data: nested.dropLast() + (close == "]" ? "}" : "]")))
    }
    let mixed = String(repeating: "[{\"a\":", count: depth) + "1" + String(repeating: "}]", count: depth)
    #expect(try matches(".[0].a", data: mixed))
  }

  @Test(arguments: [
    "/^(a+)+$/", "/(a|aa)+!/", "/(a|a|a)*b/", "/(?:a?){60}a{60}!/", "/(.*)*x/", "/^(([a-z])+.)+[A-Z]([a-z])+$/",
    "/(?R)?a!|((a*)*)*!/",
    "/a.*a.*a.*a.*a.*!/",
  ]) func `an expression that runs away is given up`(expression: String) throws {
    let filter = try EventFilter(expression)
    let stage = Stage(data: String(repeating: "a", count: 50_000) + "?")
    #expect(!filter.matches(stage.records[0], in: stage.state))
    #expect(filter.givenUp <= 3)
  }

  @Test func `a match that was given up can be told from none`() throws {
    let filter = try EventFilter("/(a|aa)+[!?]/")
    let stage = Stage(data: String(repeating: "a", count: 1000))
    #expect(!filter.matches(stage.records[0], in: stage.state))
    #expect(filter.givenUp > 0)
    let harmless = try EventFilter("/a!/")
    #expect(!harmless.matches(stage.records[0], in: stage.state))
    #expect(harmless.givenUp == 0)
  }

  @Test func `one filter serves several threads`() async throws {
    let filter = try EventFilter("/x\\d+y/")
    let stage = Stage((0..<200).map { "data: x\($0)\($0 % 2 == 0 ? "y" : "z")\n\n" }.joined())
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { stage.records.count { filter.matches($0, in: stage.state) } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 100, count: 8))
  }
}

@Suite struct FilterHelpTests {
  @Test func `every line of the help fits and says something`() {
    for (term, meaning) in FilterHelp.lines {
      #expect(term.count <= 16 && !meaning.isEmpty && meaning.count <= 56)
    }
  }
}
