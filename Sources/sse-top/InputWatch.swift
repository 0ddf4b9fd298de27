import Dispatch
import Glibc

/// Rings the doorbell while keys can be read. The loop reads them at once, so that it does not ring on and on.
nonisolated final class InputWatch {
  private let source: any DispatchSourceRead

  init(_ doorbell: Doorbell) {
    source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .global())
    source.setEventHandler { @Sendable in doorbell.ring(.input) }
    source.resume()
  }

  deinit { source.cancel() }
}
