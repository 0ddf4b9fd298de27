import StreamModel

/// A source at work, and the hand on it: reconnect now, stop.
final class RunningSource {
  typealias Source = EventSource<ContinuousClock>

  private let source: Source
  private let index: Int
  private let intake: Intake
  private let session: Source.Session
  private let secrets: Secrets
  private var task: Task<Source.Session, Never>?

  /// - Parameters:
  ///   - session: where it begins.
  ///   - secrets: what is not shown, should the server say it back.
  ///   - index: its place among the model's sources.
  ///   - intake: takes what it reports, and is waited for.
  init(_ source: Source, session: Source.Session, secrets: Secrets, index: Int, intake: Intake) {
    self.source = source
    self.secrets = secrets
    self.session = session
    self.index = index
    self.intake = intake
  }

  /// Begins to connect; nothing if it has begun before.
  func start() {
    guard task == nil else { return }
    run(after: nil)
  }

  /// Drops the connection or the wait, and connects at once. The last event ID and the reconnection time stay.
  func reconnect() {
    let previous = task
    previous?.cancel()
    run(after: previous)
  }

  func stop() { task?.cancel() }

  private func run(after previous: Task<Source.Session, Never>?) {
    let (source, index, intake, beginning, secrets) = (source, index, intake, session, secrets)
    task = Task { @concurrent in
      var session = await previous?.value ?? beginning
      guard !Task.isCancelled else { return session }
      await source.run(&session) { report in
        var report = report
        if case .refusal(let start) = report { report = .refusal(secrets.masked(start)) }
        await intake.take(report, source: index)
      }
      return session
    }
  }
}
