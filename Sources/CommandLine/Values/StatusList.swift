import StreamModel

/// The statuses of `--retry-on`.
struct StatusList: Equatable, Amount {
  static let forms = "a list of statuses, as 404,5xx"

  var statuses: StatusSet

  init?(argument: String) {
    guard let statuses = StatusSet(argument) else { return nil }
    self.statuses = statuses
  }
}
