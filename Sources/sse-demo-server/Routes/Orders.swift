import NIOCore

/// The orders of a made-up shop, as JSON of several shapes.
struct Orders {
  /// What happens, in turn.
  static let kinds = ["placed", "paid", "sent", "returned"]

  private let dice: Dice
  private var lastOrder = 1000
  private var count = 0

  init(dice: Dice) {
    self.dice = dice
  }

  /// The next thing that happens to an order.
  mutating func next() -> String {
    defer { count += 1 }
    switch count % 4 {
    case 0:
      lastOrder += 1
      return placed()
    case 1: return paid()
    case 2: return sent()
    default: return returned()
    }
  }

  private func placed() -> String {
    let (name, city) = pick(Self.people)
    let items = (0..<dice.integer(1..<4)).map { _ in
      let (article, cents) = pick(Self.articles)
      return #"{"article":"\#(article)","count":\#(dice.integer(1..<5)),"price":\#(euros(cents))}"#
    }
    return #"""
      {"order":\#(lastOrder),"status":"placed","customer":{"name":"\#(name)","address":{"city":"\#(city)"}},\#
      "items":[\#(items.joined(separator: ","))],"gift":\#(dice.integer(0..<4) == 0),"note":null}
      """#
  }

  private func paid() -> String {
    let amount = euros(dice.integer(500..<20_000))
    return #"{"order":\#(lastOrder),"status":"paid","payment":{"amount":\#(amount),"currency":"EUR","sign":"€"}}"#
  }

  private func sent() -> String {
    let (name, city) = pick(Self.people)
    return #"""
      {"order":\#(lastOrder),"status":"sent","parcel":{"kilograms":\#(Double(dice.integer(1..<90)) / 10),\#
      "to":{"name":"\#(name)","city":"\#(city)"},"stops":["Łódź","Zürich","\#(city)"]}}
      """#
  }

  /// On several lines, so that the event has several `data` fields.
  private func returned() -> String {
    #"""
    {
      "order": \#(lastOrder),
      "status": "returned",
      "reason": "\#(pick(Self.reasons))"
    }
    """#
  }

  private func pick<Element>(_ choices: [Element]) -> Element {
    choices[dice.integer(0..<choices.count)]
  }

  private func euros(_ cents: Int) -> String {
    "\(cents / 100).\(cents % 100 / 10)\(cents % 10)"
  }

  private static let people = [
    ("Søren Kjær", "København"), ("佐藤 花子", "札幌市"), ("Zoë Müller", "Köln"), ("Ὑπατία", "Αλεξάνδρεια"),
    ("عمر الخيام", "نیشابور"), ("Łucja Żak", "Gdańsk"),
  ]
  private static let articles = [
    ("café crème, 250 g", 895), ("thé vert 緑茶", 1240), ("Brezel 🥨", 180), ("½ l olive oil", 1599),
  ]
  private static let reasons = [
    "too late 😕", "not as described: “blue”, not green", #"broken\ton arrival"#, "思っていたより大きい",
  ]
}

extension Series {
  /// What happens to the orders of a made-up shop, each kind of thing a type of its own.
  static func orders(_ environment: Environment) -> Series {
    let newDice = environment.newDice
    return Series(
      path: "/orders", summary: "the orders of a shop as JSON of several types: placed, paid, sent, returned"
    ) { course, _ in
      let dice = newDice()
      var orders = Orders(dice: dice)
      return { number in
        let type = "order.\(Orders.kinds[number % Orders.kinds.count])"
        return Block.event(course.event(number, type: type, orders.next())).encoded()
      }
    }
  }
}
