import NIOCore

/// The same random numbers for everybody, one every two seconds.
struct RandomNumbers: Route {
  let path = "/events/"
  let summary = "a random number every two seconds, the same for all clients"

  /// How many clients are named in the log.
  private static let namedLimit = 100

  private let broadcast = Broadcast()
  private let repetition: Repetition

  /// The numbers begin at once and go on whether anybody listens or not.
  init(_ environment: Environment) {
    repetition = Repetition(every: .seconds(2), on: environment.eventLoop) { [broadcast] in
      let number = Dice.json(environment.dice.number())
      let numbers = broadcast.numbers
      let clients = numbers.prefix(Self.namedLimit).map(String.init).joined(separator: ",")
      let rest = numbers.count > Self.namedLimit ? " and \(numbers.count - Self.namedLimit) more" : ""
      environment.log.mention("Clients: \(clients)\(rest) <- \(number)")
      broadcast.send(.event(Event(data: number)))
    }
  }

  func answer(_ request: Request) -> Answer {
    .stream { stream in
      stream.send(.blank)
      broadcast.join(stream)
    }
  }
}
