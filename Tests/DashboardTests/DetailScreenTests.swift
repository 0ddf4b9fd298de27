import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// An opened event in every way that it can be looked at, as recorded screens.
@Suite("GoldenScreenTests of an opened event")
struct DetailScreenTests {
  enum Sample: String, CaseIterable {
    case tree
    case folded
    case raw
    case rawASCII = "raw ascii"
    case foldedASCII = "folded ascii"
    case cut
    case cutSideways = "cut sideways"
    case found
    case xml
    case jsonLines = "json lines"
    case longText = "long text"
    case deep
    case wide
    case hostile
    case comment
    case notice

    /// How it looks on a screen of this size; commands are given on such a screen too.
    func screen(columns: Int, rows: Int) -> Canvas {
      var scene = scene
      func apply(_ commands: Command...) {
        for command in commands { scene.apply(command, columns: columns, rows: rows) }
      }
      switch self {
      case .tree: apply(.down, .down, .right, .right)
      case .folded: apply(.foldAll, .down, .down, .down, .down)
      case .foldedASCII:
        scene.glyphs = .ascii
        apply(.foldAll, .down, .down)
      case .raw: apply(.down, .down, .toggleRaw)
      case .rawASCII:
        scene.glyphs = .ascii
        apply(.toggleRaw)
      case .cut: apply(.toggleWrap, .end, .up)
      case .cutSideways: apply(.toggleWrap, .end, .up, .up, .right)
      case .found:
        apply(.foldAll)
        scene.pattern = "tea"
        scene.find()
        scene.find()
      case .longText: apply(.pageDown)
      case .xml, .jsonLines, .deep, .wide, .hostile, .comment, .notice: break
      }
      return scene.screen(columns: columns, rows: rows)
    }

    private var scene: DetailScene {
      switch self {
      case .tree, .folded, .foldedASCII, .cut, .cutSideways, .found:
        return DetailScene(
          """
          event: order
          id: 7
          data: {"id":12345678901234567890,"price":4.50,"items":[{"sku":"tea","amount":1e2,"tags":["a","b"]},
          data:  {"sku":"jam","amount":-0.0,"tags":[]}],"odd key":{"a":null,"b":true},
          data:  "note":"please leave it with the neighbours, they are at home all day and like tea a lot","done":false}


          """)
      case .raw, .rawASCII:
        return DetailScene(
          "event: order\r\nid: 7\n: a comment\rretry: 3000\nbogus: x\ndata: {\"a\":\ndata:[1,\u{1B}[31m\n\n")
      case .xml:
        return DetailScene(
          "data: <?xml version=\"1.0\"?>\ndata: <order id=\"7\">\ndata:   <tea price='4.50'/>\ndata: </order>\n\n")
      case .jsonLines: return DetailScene("data: {\"a\":[1,2]}\ndata: 0.50\ndata: [DONE]\n\n")
      case .longText:
        return DetailScene(
          (1...30).map { "data: line \($0) \(String(repeating: "of many words ", count: $0))\n" }.joined() + "\n")
      case .deep:
        return DetailScene(
          "data: \(String(repeating: "{\"in\":[", count: 30))\"the innermost of all\"\(String(repeating: "]}", count: 30))\n\n"
        )
      case .wide:
        return DetailScene("data: {\"漢字\":\"\(String(repeating: "漢字かな", count: 30))\",\"e\u{301}\":\"👩‍👩‍👧 🇯🇵 שלום\"}\n\n")
      case .hostile:
        return DetailScene(
          Array("event: \u{1B}[2J\nid: \u{202E}\ndata: {\"\u{9B}\":\"\u{1B}]0;x".utf8) + [0xFF, 0xC3]
            + Array("\u{7}\"}\ndata: \u{1B}[2J \u{202E}evil\n\n".utf8))
      case .comment: return DetailScene(": heartbeat\n\n")
      case .notice:
        var scene = Scene()
        scene.open()
        scene.wait(.reset("Connection reset by peer"), milliseconds: 3000)
        return DetailScene(scene)
      }
    }
  }

  @Test(arguments: Sample.allCases) func `the opened event is as recorded`(sample: Sample) throws {
    for (columns, rows) in GoldenScreenTests.sizes {
      let screen = sample.screen(columns: columns, rows: rows)
      try GoldenScreenTests.compare(screen, "detail \(sample.rawValue) \(columns)x\(rows)")
    }
  }
}
