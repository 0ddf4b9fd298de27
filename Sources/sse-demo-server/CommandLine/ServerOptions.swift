/// What is said of the server on the command line.
struct ServerOptions: Equatable, Sendable {
  /// To listen on.
  var host = "127.0.0.1"
  /// To listen on; 0 takes a free one, `nil` asks the environment.
  var port: UInt16?
  /// Makes the streams the same each time.
  var seed: UInt64?
  /// The file that keeps the events of `/resume`.
  var history: String?
  /// The file that is told of each request.
  var recordRequests: String?
  var isQuiet = false
  var logFormat = LogFormat.text
  /// Whether it ends with its standard input.
  var endsWithInput = false
  /// What is served at `/recording`.
  var recording: Recorded?

  /// How a file is played.
  struct Recorded: Equatable, Sendable {
    var path = ""
    /// How many times faster than it was.
    var speed = Speed(factor: 1)
    /// Whether it begins again at its end.
    var isLooped = false
  }
}

/// A factor from 0.01 to 1000, which may be written with an x after it.
struct Speed: Equatable, Sendable {
  let factor: Double

  init(factor: Double) { self.factor = factor }

  /// - Returns: `nil` for what is no such factor.
  init?(_ text: String) {
    guard let factor = Double(text.hasSuffix("x") ? text.dropLast() : text[...]), (0.01...1000).contains(factor) else {
      return nil
    }
    self.factor = factor
  }
}
