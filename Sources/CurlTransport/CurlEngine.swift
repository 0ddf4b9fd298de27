internal import CCurl
internal import Glibc
internal import StreamModel

/// Carries the requests of all sources on one thread of its own, asleep when nothing arrives.
///
/// The thread and every socket are freed by `shutdown()`, or when the engine, its transports and their responses are
/// gone.
public final class CurlEngine: Sendable {
  private let engineQueue = EngineQueue()

  public convenience init() {
    self.init(sockets: { () throws(Disconnection) in try Sockets() })
  }

  /// - Parameter sockets: makes the sockets, on the engine's thread.
  init(sockets: @escaping @Sendable () throws(Disconnection) -> Sockets) {
    let context = Unmanaged.passRetained(Errand(engineQueue: engineQueue, sockets: sockets))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let errand = Unmanaged<Errand>.fromOpaque(context).takeRetainedValue()
        CurlEngine.blockSignals()
        EngineLoop.run(errand.engineQueue) { () throws(Disconnection) in
          // Here, since it takes OpenSSL half a millisecond, in which the program goes on.
          guard CurlEngine.isInitialised else { throw .noResources("libcurl cannot be initialised") }
          return try errand.sockets()
        }
        return nil
      }, context.toOpaque())
    if failure == 0 {
      engineQueue.begin(on: thread)
    } else {
      context.release()
      engineQueue.end(after: .noResources("no thread for them, \(String(cString: strerror(failure)))"))
    }
  }

  /// What the thread is given.
  private final class Errand: Sendable {
    let engineQueue: EngineQueue
    let sockets: @Sendable () throws(Disconnection) -> Sockets

    init(engineQueue: EngineQueue, sockets: @escaping @Sendable () throws(Disconnection) -> Sockets) {
      (self.engineQueue, self.sockets) = (engineQueue, sockets)
    }
  }

  deinit {
    engineQueue.close()
    engineQueue.abandon()
  }

  /// The engine's thread, for the tasks that read its responses.
  ///
  /// A task that prefers it parses what has arrived where it arrived, which saves a change of threads for each piece.
  /// It must not block: all sources wait for it. After `shutdown()` such tasks go on elsewhere.
  public var executor: any TaskExecutor { engineQueue }

  /// The way to one source.
  public func transport(for request: CurlRequest) -> CurlTransport {
    CurlTransport(request: request, engine: self)
  }

  /// Ends all responses as `.closed` and returns when nothing of them is left, nor of the thread: OpenSSL frees what is
  /// a thread's when that ends, which must not meet the end of the process. Later requests end the same way.
  public func shutdown() async {
    engineQueue.close()
    await engineQueue.closed()
    engineQueue.join()
  }

  func post(_ command: EngineQueue.Command) -> Bool {
    engineQueue.post(command)
  }

  /// Why nothing can be posted any more.
  var reason: Disconnection { engineQueue.reason }

  /// Once for the process; a `static let` is initialised under a lock, as curl_global_init(3) asks.
  private static let isInitialised = ccurl_global_init() == CURLE_OK

  /// Keeps signals away from this thread and the resolver threads that libcurl starts from it.
  ///
  /// Signals belong to the threads that handle them. And a write to a closed socket raises SIGPIPE in the thread that
  /// writes: libcurl asks for MSG_NOSIGNAL, but not everything under it does. Faults stay as they are, for whoever
  /// reports them.
  private static func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS] {
      sigdelset(&signals, fault)
    }
    pthread_sigmask(SIG_SETMASK, &signals, nil)
  }
}
