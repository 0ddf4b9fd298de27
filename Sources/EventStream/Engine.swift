internal import CurlTransport

extension EventStream {
  /// Carries the requests of any number of streams on one thread of its own, asleep when nothing arrives.
  ///
  /// The thread and the sockets are freed by ``shutDown()``, or when the engine and all that it carries are gone.
  public final class Engine: Sendable {
    /// The one that streams use unless told otherwise: many streams share a thread. It starts with the first of them and
    /// stays for the life of the process.
    public static let shared = Engine()

    let engine = CurlEngine()

    /// Starts a thread.
    ///
    /// Should the system refuse one, streams end with the kind ``Interruption/Kind-swift.enum/resources``.
    public init() {}

    /// Ends all streams that it carries, and returns when nothing of them is left. Their loops end without an error; what
    /// is asked of it later ends the same way.
    public func shutDown() async { await engine.shutdown() }
  }
}
