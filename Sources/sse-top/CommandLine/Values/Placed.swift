import ArgumentParser

/// A value and its place on the command line, `PLACE:VALUE`: the parser does not tell the order among several options.
nonisolated struct Placed: Equatable, ExpressibleByArgument {
  var place: Int
  var value: String

  init(place: Int, value: String) { (self.place, self.value) = (place, value) }

  init?(argument: String) {
    guard let colon = argument.firstIndex(of: ":"), let place = Int(argument[..<colon]) else { return nil }
    self.init(place: place, value: String(argument[argument.index(after: colon)...]))
  }

  var argument: String { "\(place):\(value)" }
}
