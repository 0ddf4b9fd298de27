import Dispatch
import Glibc

/// Rings the doorbell while keys can be read. The loop reads them at once, so that it does not ring on and on.
nonisolated final class InputWatch {
  private let source: any DispatchSourceRead
  private var isPaused = false

  init(_ doorbell: Doorbell) {
    source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    source.setEventHandler { @Sendable in doorbell.ring(.input) }
    source.resume()
  }

  /// The keys are somebody else's for a while.
  func pause() {
    guard !isPaused else { return }
    isPaused = true
    source.suspend()
  }

  func goOn() {
    guard isPaused else { return }
    isPaused = false
    source.resume()
  }

  deinit {
    source.cancel()
    // A source that is suspended must not be released.
    if isPaused { source.resume() }
  }
}
