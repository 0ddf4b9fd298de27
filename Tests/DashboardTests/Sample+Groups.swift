import Dashboard
import StreamModel

extension Sample {
  /// Screens of events told apart by the values of a path, and of values as columns.
  var groupScene: Scene {
    switch self {
    case .groupedWiki:
      var scene = Self.wiki()
      scene.type("=.wiki\n:column .length.new\n:column .type\n")
      scene.press(.escape)
      return scene
    case .groupTable:
      var scene = Self.wiki()
      scene.type("=.wiki\nT")
      scene.press(.down, " ")
      return scene
    case .groupPrompt:
      var scene = Self.wiki()
      scene.type("=.wi ki")
      return scene
    case .columnsOfOrders:
      var scene = Self.orders()
      for path in [".order", ".customer.address.city", ".payment.amount", ".gift"] { scene.type(":column \(path)\n") }
      scene.press("k")
      return scene
    case .groupedOrders:
      var scene = Self.orders()
      scene.type(":column .order\n:column .note\n=.status\n2")
      return scene
    case .matchFarRight:
      var scene = Self.wiki()
      scene.type("/灯台守\n")
      return scene
    default:
      var scene = Scene()
      scene.open()
      for data in [
        #"{"v":"\#u{1B}[31mred\#u{9B}2J"}"#, #"{"v":"\u001b]0;title\u0007"}"#, #"{"v":"\u202eevil"}"#, #"{"v":null}"#,
        "{}", "prose", #"{"v":""}"#, #"{"v":"\#(String(repeating: "w", count: 300))"}"#, #"{"v":"日本語の長い値が続いています"}"#,
        #"{"v":123456789012345678901234567890.5}"#,
      ] { scene.receive("data: \(data)\n\n") }
      scene.type(":column .v\n=.v\n")
      return scene
    }
  }

  /// In the shape of the recent changes that Wikimedia streams: one type, large JSON, IDs that are JSON.
  static func wiki() -> Scene {
    var scene = Scene("https://stream.example/v2/recentchange")
    scene.open()
    let wikis = ["en", "en", "en", "ja", "de", "en", "fr", "de"]
    let users = ["Wren", "Müller42", "灯台守", "HelpfulBot", "Zoë \\\"Zed\\\""]
    for number in 1...90 {
      scene.pass(90)
      let wiki = wikis[number * 7 % wikis.count]
      let length = number % 9 == 4 ? "" : #","length":{"old":\#(number * 97),"new":\#(number * number * 13)}"#
      let id = #"[{"topic":"north.recentchange","partition":0,"timestamp":\#(number)}]"#
      let data = #"""
        {"$schema":"/recentchange/1.0.0","meta":{"uri":"https://\#(wiki).example.org/wiki/\#(number)","stream":\#
        "recentchange","domain":"\#(wiki).example.org"},"type":"\#(number % 4 == 0 ? "log" : "edit")","bot":\#
        \#(number % 3 == 0),"user":"\#(users[number % users.count])"\#(length),"comment":null,"wiki":"\#(wiki)wiki"}
        """#
      scene.receive("id: \(id)\ndata: \(data)\n\n")
    }
    scene.pass(200)
    return scene
  }

  /// Orders that are placed, paid and sent.
  static func orders() -> Scene {
    var scene = Scene("http://localhost:3000/orders")
    scene.open()
    let cities = ["København", "札幌市", "Köln", "Gdańsk"]
    for number in 0..<60 {
      scene.pass(300)
      let order = 1300 + number / 3
      let data =
        switch number % 3 {
        case 0:
          #"""
          {"order":\#(order),"status":"placed","customer":{"name":"Zoë M","address":{"city":"\#(cities[number % 4])"}},\#
          "items":[{"article":"tea","count":\#(number % 4 + 1),"price":8.95}],"gift":\#(number % 4 == 0),"note":null}
          """#
        case 1:
          #"{"order":\#(order),"status":"paid","payment":{"amount":\#(number * 37).50,"currency":"EUR","sign":"€"}}"#
        default: #"{"order":\#(order),"status":"sent","parcel":{"kilograms":0.7,"to":{"city":"Łódź"}}}"#
        }
      scene.receive("event: order\nid: \(number + 1)\ndata: \(data)\n\n")
      if number % 20 == 7 { scene.receive(": beat\n\n") }
    }
    scene.pass(200)
    return scene
  }
}
