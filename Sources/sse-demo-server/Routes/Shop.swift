import NIOCore

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
