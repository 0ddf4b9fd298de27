import NIOCore

/// A greeting, then the time each second under a name of its own.
struct CurrentTime: Route {
  let path = "/time"
  let summary =
    "a greeting, then the time each second as currentTime; also for pages of other ports of this machine, with credentials"
  let crossOrigin = CrossOrigin.loopbackWithCredentials

  private let newDice: DiceCup
  private let clock: WallClock

  init(_ environment: Environment) {
    newDice = environment.newDice
    clock = environment.clock
  }

  func answer(_ request: Request) -> Answer {
    .stream { stream in
      let dice = newDice()
      stream.send(Event(id: Dice.json(dice.number()), data: "hello from stream"))
      stream.every(.seconds(1)) {
        let now = HTTPDate.text(secondsSince1970: clock.secondsSince1970())
        stream.send(Event(id: Dice.json(dice.number()), type: "currentTime", data: now))
      }
    }
  }
}
