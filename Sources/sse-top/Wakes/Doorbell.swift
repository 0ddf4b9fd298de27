import Dispatch
import Synchronization

/// What may wake the loop. Each is a level, not a message: ringing twice is ringing once, and nothing is dropped.
nonisolated struct Wakes: OptionSet, Sendable {
  let rawValue: UInt32

  static let input = Wakes(rawValue: 1 << 0)
  static let resize = Wakes(rawValue: 1 << 1)
  /// Sources have reported something; it is in the report queue.
  static let reports = Wakes(rawValue: 1 << 2)
  /// Time has passed that is shown: an uptime, a countdown, a rate that falls.
  static let time = Wakes(rawValue: 1 << 3)
  /// A second has passed, without a dashboard.
  static let second = Wakes(rawValue: 1 << 14)
  /// Ctrl-Z's signal.
  static let suspend = Wakes(rawValue: 1 << 4)
  /// The process goes on after it was stopped.
  static let resume = Wakes(rawValue: 1 << 5)
  /// A signal wants the program's end; `Doorbell.signal` says which.
  static let stop = Wakes(rawValue: 1 << 6)
  /// The clock of the frames has ticked.
  static let frame = Wakes(rawValue: 1 << 7)
  /// The report queue is filling up.
  static let backlog = Wakes(rawValue: 1 << 13)
  /// More of the log is to be looked through.
  static let work = Wakes(rawValue: 1 << 11)
  /// Something that was done beside the loop has come to an end.
  static let told = Wakes(rawValue: 1 << 12)
  /// The time that the user gave the program is over.
  static let timeUp = Wakes(rawValue: 1 << 8)
  /// The run has ended by itself; `ReportProcessor.status` says how.
  static let end = Wakes(rawValue: 1 << 9)
  /// Somebody has asked for the metrics.
  static let scrape = Wakes(rawValue: 1 << 15)
  /// SIGHUP of who has moved the recordings away.
  static let reopen = Wakes(rawValue: 1 << 16)
  /// Nobody reads the output any more.
  static let readerGone = Wakes(rawValue: 1 << 10)
}

/// Wakes the loop from anywhere.
nonisolated final class Doorbell: Sendable {
  private let rung = Atomic<UInt32>(0)
  private let stopSignal = Atomic<Int32>(0)
  private let timeUp = Atomic(false)
  @MainActor private var answer: (() -> Void)?

  @MainActor init() {}

  /// Takes a step whenever something has rung, once for all that rang since it took last, until one is the end.
  ///
  /// Calls and not a stream to wait on: a task that waits resumes on the pool of tasks first, which wakes a thread that
  /// wakes the main actor's.
  @MainActor func answer<End: Sendable>(_ step: @escaping () -> End?) async -> End {
    await withCheckedContinuation { continuation in
      answer = { [self] in
        guard let end = step() else { return }
        answer = nil
        continuation.resume(returning: end)
      }
      // For what rang before.
      wake()
    }
  }

  func ring(_ wakes: Wakes) {
    let before = rung.bitwiseOr(wakes.rawValue, ordering: .releasing).oldValue
    // What has rung and was not taken yet has woken the loop already.
    if !Wakes(rawValue: before).isSuperset(of: wakes) { wake() }
  }

  private func wake() {
    DispatchQueue.main.async { MainActor.assumeIsolated { self.answer?() } }
  }

  /// Lets these ring without waking the loop until it takes the next time.
  func mute(_ wakes: Wakes) { rung.bitwiseOr(wakes.rawValue, ordering: .relaxed) }

  /// Asks for the program's end because of a signal; the first one counts.
  func stop(signal: Int32) {
    _ = stopSignal.compareExchange(expected: 0, desired: signal, ordering: .relaxed)
    ring(.stop)
  }

  /// Says that the time that the user gave is over.
  func endTime() {
    timeUp.store(true, ordering: .relaxed)
    ring(.timeUp)
  }

  var isTimeUp: Bool { timeUp.load(ordering: .relaxed) }

  /// Whether a signal or the time wants the program's end.
  var isEnding: Bool { signal != 0 || isTimeUp }

  /// Everything that has rung since the last call.
  func drain() -> Wakes { Wakes(rawValue: rung.exchange(0, ordering: .acquiring)) }

  /// The signal that asked for the end; 0 if none did.
  var signal: Int32 { stopSignal.load(ordering: .relaxed) }
}
