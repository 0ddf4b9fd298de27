import TestSupport
import Testing

@testable import Dashboard

/// What a search finds in the feed is found in the opened event.
@Suite struct DetailSearchTests {
  private func lines(_ scene: inout DetailScene, forward: Bool = true) -> [String] {
    var lines: [String] = []
    while lines.count < 100, let line = scene.found(forward: forward)?.line { lines.append(line) }
    return lines
  }

  private func scene(_ stream: String, _ pattern: String) -> DetailScene {
    var scene = DetailScene(stream)
    scene.pattern = pattern
    return scene
  }

  @Test func `the data is searched as it came, whatever blanks the tree prints`() {
    var scene = scene(#"data: {"a":{"minor":true,"n":1},"minor":true,"x":"minor:true"}"# + "\n\n", #""minor":true"#)
    #expect(lines(&scene) == [#""minor": true,"#, #""minor": true,"#])
    #expect(scene.detail?.matchCount == "2 of 2 found")
    #expect(scene.screen().golden.contains("MMMMMMMMMMMMM"))
    scene.apply(.foldAll)
    #expect(lines(&scene, forward: false).count == 1)
    #expect(scene.detail?.path == ".a.minor" && scene.detail?.matchCount == "1 of 2 found")
  }

  @Test(arguments: [
    (#"},"b"#, ["},"]), (#"1,"#, [#""n": 1,"#]), (#"{"a":{"n":1,"s":"x"},"b":[1]}"#, ["{"]), (#"]}"#, ["]"]),
    ("/1.*x/", [#""n": 1,"#]), (#":[1"#, [#""b": ["#]),
  ]) func `a match may go over several nodes, or begin where nothing is printed`(pattern: String, found: [String]) {
    var scene = scene(#"data: {"a":{"n":1,"s":"x"},"b":[1]}"# + "\n\n", pattern)
    scene.apply(.top)
    let lines = lines(&scene)
    #expect(lines == found)
    #expect(scene.screen().golden.split(separator: "---").last?.contains("M") == true)
  }

  @Test func `over lines of the stream, and in the raw bytes, it is the same match`() {
    var scene = scene("id: 7\ndata: one tw\ndata: o three\nevent: two\n\n", "/tw\\no/")
    #expect(lines(&scene) == ["one tw"])
    scene.apply(.toggleRaw)
    #expect(scene.screen().contains("1 found"))
    scene.apply(.top)
    #expect(lines(&scene) == ["data: one tw⏎"])
    scene.pattern = "two"
    scene.apply(.top)
    #expect(lines(&scene) == ["Type    two", "event: two⏎"])
    scene.apply(.toggleRaw, .top)
    #expect(lines(&scene) == ["Type    two"])
  }

  @Test func `several matches on a row are walked one by one, both ways`() {
    var scene = scene("data: aXaXa\ndata: a\n\n", "a")
    scene.apply(.top)
    let facts = scene.detail?.found?.facts.count ?? 0
    _ = lines(&scene)
    #expect(scene.detail?.matchCount == "\(facts + 4) of \(facts + 4) found")
    #expect(lines(&scene, forward: false).count == facts + 3)
  }

  @Test func `escapes are shown as text, found as text and as they are written, and the raw bytes keep them`() {
    let stream = #"data: {"\u540d":"\u4f60\u597d \ud83d\ude00","c":"a\u001b[31m\n\"q\"\ud800"}"# + "\n\n"
    var scene = DetailScene(stream)
    let screen = scene.screen()
    #expect(screen.contains(#""名": "你好 \#u{1F600}","#) && screen.contains(#""c": "a^[[31m⏎\"q\"\ud800""#))
    for pattern in ["名", "你好 ", "\u{1F600}", "u4f60", "\"q\"", "/^.*好/"] {
      scene = self.scene(stream, pattern)
      scene.apply(.top)
      #expect(lines(&scene).count == 1, "\(pattern)")
      #expect(scene.screen().golden.contains("M"))
    }
    scene = self.scene(stream, "你好")
    #expect(lines(&scene) == [#""名": "你好 \#u{1F600}","#])
    #expect(scene.screen().golden.contains("MMMM"))
    scene.apply(.toggleRaw)
    #expect(scene.screen().contains(#""\u540d":"\u4f60\u597d"#))
    scene.apply(.top)
    #expect(lines(&scene).count == 1)
  }

  @Test func `more matches than are walked are said to be more`() {
    var scene = scene("data: \(String(repeating: "é", count: DetailMatches.limit + 5))\n\n", "é")
    _ = scene.screen()
    #expect(scene.detail?.matchCount == "131,072+ found")
  }

  @Test func `opening goes to the match, and n goes on from there`() {
    var scene = Scene()
    scene.open()
    scene.receive("data: {\"a\":[1,2,{\"k\":\"needle\"}],\"z\":\"needle too\"}\n\ndata: other\n\n")
    scene.type("/needle\n")
    _ = scene.screen()
    scene.press(.enter)
    #expect(scene.screen().contains("1 of 2 found") && scene.screen().contains(".a[2].k"))
    scene.press("n")
    #expect(scene.screen().contains("2 of 2 found"))
    scene.press("n")
    #expect(scene.screen().lines.last == "no match below")
  }

  @Test func `a search that was stopped in the opened event says so`() {
    var scene = Scene()
    scene.open()
    scene.receive("data: \(String(repeating: "a", count: 4000))\n\n")
    scene.press(.enter)
    scene.type("//(a|aa)+[!?]/\n")
    scene.press("n")
    #expect(scene.screen().lines.last?.hasPrefix("the search was stopped at its limit") == true)
  }

  @Test(arguments: 0..<30) func `every match of the data is walked, in any view of it`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let parts = ["{\"k\":", "[", "]", "}", "\"a b\"", ",", "1", " ", "\"k\"", "a", "\\u0061"]
    for _ in 0..<20 {
      let data =
        Bool.random(using: &dice)
        ? "[{\"k\":\"a\"},[\"k\",{\"a b\":1}],\"\\u0061k\", 1]"
        : (0..<12).map { _ in parts.randomElement(using: &dice) ?? "" }.joined()
      var scene = scene(
        "event: T\ndata: \(data)\n\n", ["k", "a", "\"k\"", ",", "1]"].randomElement(using: &dice) ?? "")
      if Bool.random(using: &dice) { scene.apply(.foldAll) }
      if Bool.random(using: &dice) { scene.apply(.toggleWrap) }
      if Bool.random(using: &dice) { scene.apply(.toggleRaw) }
      scene.apply(.top)
      _ = scene.screen()
      let count = scene.detail?.found?.count ?? 0
      var places: [Int] = []
      while scene.find() { places.append(scene.detail?.current?.index ?? -1) }
      #expect(places == Array(0..<count).suffix(places.count) && places.count >= count - 1, "\(data)")
    }
  }
}
