import ArgumentParser

/// A text and its place among the settings, `PLACE:TEXT`: the parser does not tell the order among several options.
///
/// It also takes any text in this form: alone it would take an empty one for missing.
struct OrderedArgument: Equatable, ExpressibleByArgument {
  var place: Int
  var value: String

  init(place: Int, value: String) { (self.place, self.value) = (place, value) }

  init?(argument: String) {
    // By scalars: the text may begin with a combining mark.
    let scalars = argument.unicodeScalars
    guard let colon = scalars.firstIndex(of: ":"), let place = Int(String(scalars[..<colon])) else { return nil }
    self.init(place: place, value: String(scalars[scalars.index(after: colon)...]))
  }

  var argument: String { "\(place):\(value)" }
}
