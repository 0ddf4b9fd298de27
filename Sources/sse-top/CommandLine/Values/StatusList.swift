import ArgumentParser
import StreamModel

/// The statuses of `--retry-on`.
nonisolated struct StatusList: Equatable, ExpressibleByArgument {
  var statuses: StatusSet

  init?(argument: String) {
    guard let statuses = StatusSet(argument) else { return nil }
    self.statuses = statuses
  }
}
