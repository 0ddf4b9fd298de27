import CommandLine
import StreamModel

/// A source at work, and the hand on it: reconnect now, stop.
final class RunningSource {
  typealias Source = EventSource<ContinuousClock>

  /// Takes what a source reports, and is waited for.
  typealias ReportHandler = @Sendable (_ reports: [Report], _ source: Int) async -> Void

  private enum Way: Sendable {
    /// - secrets: what is not shown, should the server say it back.
    case network(Source, SourceSession, Secrets)
    case file(FileSource)
  }

  private let way: Way
  private let executor: any TaskExecutor
  /// Its place among the model's sources.
  let index: Int
  private let delivery: ReportHandler
  private var task: Task<SourceSession?, Never>?
  /// The newest opening that was given up.
  private var givenUp = 0

  /// - Parameters:
  ///   - session: where it begins.
  ///   - executor: where it reads and parses.
  ///   - index: its place among the model's sources.
  init(
    _ source: Source, session: SourceSession, secrets: Secrets, on executor: any TaskExecutor, index: Int,
    delivery: @escaping ReportHandler
  ) {
    way = .network(source, session, secrets)
    (self.executor, self.index, self.delivery) = (executor, index, delivery)
  }

  /// A file, which is read once.
  init(_ file: FileSource, on executor: any TaskExecutor, index: Int, delivery: @escaping ReportHandler) {
    way = .file(file)
    (self.executor, self.index, self.delivery) = (executor, index, delivery)
  }

  /// Whether there is a connection to end and to make; a file is read once.
  var isConnection: Bool { if case .network = way { true } else { false } }

  /// Begins to connect; nothing if it has begun before.
  func start() {
    guard task == nil else { return }
    run(after: nil)
  }

  /// Drops the connection or the wait, and connects at once. The last event ID and the reconnection time stay.
  ///
  /// There is nothing to reconnect a file to.
  func reconnect() {
    guard case .network = way else { return }
    let previous = task
    previous?.cancel()
    run(after: previous)
  }

  /// Counts the open connection as lost, and goes on as after any loss; nothing if that was done before.
  ///
  /// - Parameter opening: how often the stream has been open by now.
  func giveUp(opening: Int, because reason: Disconnection) {
    guard case .network = way, opening > givenUp else { return }
    givenUp = opening
    let previous = task
    previous?.cancel()
    run(after: previous, loss: reason)
  }

  /// Ends the connection until the user wants it again.
  func disconnect(at now: Moment) {
    guard case .network = way else { return }
    let (previous, index, delivery) = (task, index, delivery)
    previous?.cancel()
    task = Task { @concurrent in
      let session = await previous?.value
      guard !Task.isCancelled else { return session }
      await delivery([.state(.closed(.closed), at: now)], index)
      return session
    }
  }

  func stop() { task?.cancel() }

  private func run(after previous: Task<SourceSession?, Never>?, loss: Disconnection? = nil) {
    let (way, index, delivery) = (way, index, delivery)
    task = Task(executorPreference: executor) { @concurrent in
      switch way {
      case .network(let source, let beginning, let secrets):
        var session = await previous?.value ?? beginning
        guard !Task.isCancelled else { return session }
        await source.run(&session, after: loss) { report in
          await delivery([secrets.masked(report)], index)
        }
        return session
      case .file(let file):
        await file.run { await delivery($0, index) }
        return nil
      }
    }
  }
}
