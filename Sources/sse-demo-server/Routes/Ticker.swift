import NIOCore

extension Series {
  /// Prices that walk at random, several types, ten a second: what a market sends.
  static func ticker(_ environment: Environment) -> Series {
    let newDice = environment.newDice
    return Series(
      path: "/ticker", summary: "made-up prices that walk at random: trade, quote and now and then halt", interval: 0.1
    ) { course, _ in
      let dice = newDice()
      var market = Market(dice: dice)
      return { number in
        let (type, data) = market.next()
        return Block.event(course.event(number, type: type, data)).encoded()
      }
    }
  }
}

/// A made-up exchange.
private struct Market {
  private static let symbols = ["ACME", "BOLT", "CORK", "DUNE", "ÉCLR", "FJRD"]

  private let dice: Dice
  private var cents = [12_050, 4310, 899, 150_000, 7725, 33_333]

  init(dice: Dice) {
    self.dice = dice
  }

  mutating func next() -> (type: String, data: String) {
    let place = dice.integer(0..<cents.count)
    let change = dice.integer(-50..<51)
    cents[place] = max(100, cents[place] + change)
    let symbol = #""symbol":"\#(Self.symbols[place])""#
    let price = cents[place]
    switch dice.integer(0..<100) {
    case 0:
      return ("halt", #"{\#(symbol),"reason":"volatility"}"#)
    case 1..<40:
      return ("quote", #"{\#(symbol),"bid":\#(Self.money(price - 3)),"ask":\#(Self.money(price + 3))}"#)
    default:
      let sign = change < 0 ? "-" : ""
      return (
        "trade",
        #"""
        {\#(symbol),"price":\#(Self.money(price)),"change":\#(sign)\#(Self.money(abs(change))),\#
        "shares":\#(dice.integer(1..<1000))}
        """#
      )
    }
  }

  private static func money(_ cents: Int) -> String {
    "\(cents / 100).\(cents % 100 / 10)\(cents % 10)"
  }
}
