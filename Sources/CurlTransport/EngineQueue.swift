internal import Glibc
internal import StreamModel

/// Brings the engine's thread its work, from any thread.
final class EngineQueue: Sendable {
  enum Command: Sendable {
    case begin(CurlRequest, lastEventID: [UInt8], ResponseChannel)
    case resume(ResponseChannel)
    case cancel(ResponseChannel)
    /// A step of a task that prefers the engine's thread.
    case run(UnownedJob)
  }

  private struct State {
    var commands: [Command] = []
    /// There while the thread has something to sleep on. Rung only under the lock, so never after that was freed.
    var wakeup: WakeupEvent?
    /// Whether the thread sleeps, or is about to, and has to be woken for what is posted.
    var isAsleep = false
    var isClosing = false
    /// Whether the thread takes nothing any more.
    var isDetached = false
    var hasEnded = false
    /// The thread, until somebody waits for its end or nobody can any more.
    var thread: pthread_t?
    /// Why there is no thread, if nobody closed it.
    var failure: Disconnection?
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Locked(State())

  /// - Returns: whether there is a thread to do it.
  @discardableResult func post(_ command: Command) -> Bool {
    state.withLock { state in
      guard !state.isClosing, !state.hasEnded else { return false }
      Self.add(command, to: &state)
      return true
    }
  }

  /// Why nothing is taken any more: what the thread failed of, or that it was closed.
  var reason: Disconnection { state.withLock { $0.failure ?? .closed } }

  /// One wake-up serves all that is posted before the thread looks, and what it posts itself needs none.
  private static func add(_ command: Command, to state: inout State) {
    state.commands.append(command)
    guard state.isAsleep else { return }
    state.isAsleep = false
    state.wakeup?.ring()
  }

  /// Ends the thread; what is under way ends as closed by the user.
  func close() {
    state.withLock { state in
      state.isClosing = true
      state.wakeup?.ring()
    }
  }

  /// Returns when the thread has freed everything.
  func closed() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waiters.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  // MARK: The thread's end

  func begin(on thread: pthread_t) { state.withLock { $0.thread = thread } }

  /// Returns to the first who asks when the thread is gone; only after `closed()`, so that it takes no longer than that
  /// needs. Not under the lock, which the thread takes when it resumes a task that prefers it.
  func join() {
    let thread = state.withLock { state in
      defer { state.thread = nil }
      return state.thread
    }
    guard let thread else { return }
    // A task may have been left to go on here.
    if pthread_equal(thread, pthread_self()) != 0 { pthread_detach(thread) } else { pthread_join(thread, nil) }
  }

  /// Nobody waits for the thread's end any more.
  func abandon() {
    state.withLock { state in
      if let thread = state.thread { pthread_detach(thread) }
      state.thread = nil
    }
  }

  // MARK: The thread's side

  func attach(_ wakeup: WakeupEvent) {
    state.withLock { $0.wakeup = wakeup }
  }

  /// - Returns: the work, and whether it is the last.
  func drain() -> (commands: [Command], isClosing: Bool) {
    state.withLock { state in
      defer { state.commands = [] }
      return (state.commands, state.isClosing)
    }
  }

  /// Whether the thread may sleep: there is nothing to do. From now on it is woken for what is posted.
  func sleep() -> Bool {
    state.withLock { state in
      state.isAsleep = state.commands.isEmpty && !state.isClosing
      return state.isAsleep
    }
  }

  /// The thread is awake, for whatever reason.
  func wake() { state.withLock { $0.isAsleep = false } }

  /// From here on nobody wakes the thread. Returns what it did not get to.
  ///
  /// - Parameter failure: why, unless the engine queue was closed.
  func detach(after failure: Disconnection?) -> [Command] {
    state.withLock { state in
      state.failure = failure
      (state.wakeup, state.isClosing, state.isDetached) = (nil, true, true)
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// - Parameter failure: why there is no thread, if there never was one.
  func end(after failure: Disconnection? = nil) {
    let waiters = state.withLock { state in
      if let failure { state.failure = failure }
      (state.isDetached, state.hasEnded) = (true, true)
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}

/// What a task does for a response can be done where the response arrives: no thread has to be woken to parse it.
extension EngineQueue: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = state.withLock { state in
      if !state.isDetached { Self.add(.run(job), to: &state) }
      return !state.isDetached
    }
    // The thread has ended, the task has not.
    if !isTaken { globalConcurrentExecutor.enqueue(job) }
  }
}
