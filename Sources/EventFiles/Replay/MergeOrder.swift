import StreamModel
import Synchronization

/// Lets several recordings go on in the order of their times, however fast each is read.
final class MergeOrder: Sendable {
  private struct State {
    /// How far each has got; `nil` for one that is before its first time.
    var places: [Moment?]
    var isOpen: [Bool]
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]

    /// Whether no other is to go on before this one.
    func isFirst(_ file: Int) -> Bool {
      guard let place = places[file] else { return true }
      return places.indices.allSatisfy { other in
        guard other != file, isOpen[other] else { return true }
        guard let theirs = places[other] else { return false }
        return place < theirs || place == theirs && file < other
      }
    }

    /// Takes out those that may go on.
    mutating func ready() -> [CheckedContinuation<Void, Never>] {
      let files = waiting.keys.filter(isFirst)
      return files.compactMap { waiting.removeValue(forKey: $0) }
    }
  }

  private let state: Mutex<State>

  init(files: Int) {
    state = Mutex(
      State(places: Array(repeating: nil, count: files), isOpen: Array(repeating: true, count: files)))
  }

  /// Returns when it is this file's turn to go on from `moment`, or when its task is cancelled.
  func wait(_ file: Int, for moment: Moment) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state in
          state.places[file] = moment
          state.waiting[file] = continuation
          return state.ready() + (Task.isCancelled ? [state.waiting.removeValue(forKey: file)].compactMap(\.self) : [])
        }
        for continuation in ready { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: file) }?.resume()
    }
  }

  /// The file waits for nobody any more, nor anybody for it.
  func end(_ file: Int) {
    let ready = state.withLock { state in
      state.isOpen[file] = false
      return state.ready()
    }
    for continuation in ready { continuation.resume() }
  }

  /// All files begin anew: nobody is further than anybody, and whoever waits is let go.
  func restart() {
    let waiting = state.withLock { state in
      for file in state.places.indices { (state.places[file], state.isOpen[file]) = (nil, true) }
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Whether the file waits for others.
  func isWaiting(_ file: Int) -> Bool { state.withLock { $0.waiting[file] != nil } }

  /// Whether all have ended.
  var isOver: Bool { state.withLock { state in !state.isOpen.contains(true) } }
}
