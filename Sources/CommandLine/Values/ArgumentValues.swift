import StreamModel
import Text

/// A value that can be written wrongly, and what is to be said then.
protocol Amount: Sendable {
  init?(argument: String)
  /// What a value is, after "it is": "a time in seconds, as 2 or 0.5".
  static var forms: String { get }
}

/// One of a few words.
protocol Choice: RawRepresentable, CaseIterable, Sendable where RawValue == String {
  init?(word: String)
}

extension Choice {
  init?(word: String) { self.init(rawValue: word) }
}

/// A time in seconds, as curl takes it: `2`, `0.5`.
struct Seconds: Equatable, Amount {
  static let forms = "a time in seconds, as 2 or 0.5"
  var duration: Duration

  init?(argument: String) {
    guard let seconds = Decimal.number(argument) else { return nil }
    duration = .seconds(seconds)
  }
}

/// After which silence a connection is taken for lost.
enum IdleTimeout: Equatable, Amount {
  static let forms = "a time in seconds, as 2 or 0.5, or auto"
  case after(Seconds)
  /// As the heartbeats of the stream tell.
  case auto

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else {
      guard let seconds = Seconds(argument: argument) else { return nil }
      self = .after(seconds)
    }
  }
}

/// A time in milliseconds.
struct Milliseconds: Equatable, Amount {
  static let forms = "a time in milliseconds, as 1500"
  var duration: Duration

  init?(argument: String) {
    guard let milliseconds = Decimal.number(argument) else { return nil }
    duration = .milliseconds(milliseconds)
  }
}

/// A number of bytes: `1000`, `64K`, `8M`, `1G`, by 1024.
struct ByteCount: Equatable, Amount {
  static let forms = "a number of bytes, or of K, M or G, as 64K"
  var bytes: Int

  init?(argument: String) {
    let powers: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let power = argument.last.flatMap { powers[Character($0.uppercased())] }
    let digits = power == nil ? argument[...] : argument.dropLast()
    guard Decimal.isDigits(digits), let number = Int(digits), number > 0, number <= Int.max >> (power ?? 0)
    else { return nil }
    bytes = number << (power ?? 0)
  }
}

/// A count that is not negative.
struct Count: Equatable, Amount {
  static let forms = "a whole number from 0 on"
  var number: Int

  init?(argument: String) {
    guard Decimal.isDigits(argument), let number = Int(argument) else { return nil }
    self.number = number
  }
}

/// The statuses of `--retry-on`.
struct StatusList: Equatable, Amount {
  static let forms = "a list of statuses, as 404,5xx"

  var statuses: StatusSet

  init?(argument: String) {
    guard let statuses = StatusSet(argument) else { return nil }
    self.statuses = statuses
  }
}
