import Dispatch
import Glibc

/// Tells while keys can be read. Who is told reads them at once, so that it is not told on and on.
package final class InputWatch {
  private let source: any DispatchSourceRead
  private var isPaused = false

  package init(_ hasKeys: @escaping @Sendable () -> Void) {
    source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    source.setEventHandler(handler: hasKeys)
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
