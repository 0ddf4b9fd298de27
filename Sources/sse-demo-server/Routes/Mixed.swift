import NIOCore

/// Several types of events, each at its own pace: the stream to try sse-top on.
struct Mixed: Route {
  let path = "/mixed"
  let summary = "four types of events at different paces, numbered; goes on after Last-Event-ID"

  private let newDice: DiceCup
  private let clock: WallClock

  init(_ environment: Environment) {
    newDice = environment.newDice
    clock = environment.clock
  }

  func answer(_ request: Request) -> Answer {
    .stream { stream in
      let dice = newDice()
      var id = 0
      if let number = request.lastNumber {
        id = number
        stream.send(.comment("Last-Event-ID was \(number): the numbering goes on from there"))
      } else if request.lastEventID != nil {
        stream.send(.comment("Last-Event-ID was not a number: the numbering begins at 1"))
      }
      stream.send(.reconnectionTime(2000))

      func send(_ data: String, as type: String? = nil) {
        id += 1
        stream.send(Event(id: String(id), type: type, data: data))
      }
      var count = 0
      var orders = Orders(dice: dice)
      stream.every(.milliseconds(500)) { send(Dice.json(dice.number())) }
      stream.every(.milliseconds(333)) { send(orders.next(), as: "order") }
      stream.every(.seconds(1)) {
        send(String(count), as: "counter")
        count += 1
      }
      stream.every(.seconds(5)) {
        send(HTTPDate.text(secondsSince1970: clock.secondsSince1970()), as: "currentTime")
      }
      stream.every(.seconds(10)) { stream.send(.comment("heartbeat")) }
    }
  }
}
