import CLinux

/// Memory that a flood of events needed, and nobody any more when it has passed: what was read into, sorted and drawn
/// from lies between what is kept, and the heap gives back only what lies at its end.
final class SpareMemory {
  /// Bytes of events that make a flood.
  private static let flood = 8 << 20
  /// At most so many from one look to the next are none.
  private static let trickle = 256 << 10
  /// How many looks in a row must have found no more.
  private static let patience = 5

  /// The sources' bytes at the last look, and when memory was given back.
  private var (last, given) = (0, 0)
  private var calmLooks = 0

  /// Whether a flood has come since memory was given back, and has passed. To be asked about once a second.
  ///
  /// - Parameter bytes: all that the sources have brought by now.
  func isDue(_ bytes: Int) -> Bool {
    calmLooks = bytes - last <= Self.trickle ? calmLooks + 1 : 0
    // Who goes back in a recording has fewer again.
    (last, given) = (bytes, min(given, bytes))
    guard calmLooks >= Self.patience, bytes - given >= Self.flood else { return false }
    given = bytes
    return true
  }

  /// Gives back what is free of the heap, and the code: what is needed of that again comes back by itself.
  static func giveBack() {
    linux_trim_heap()
    linux_unmap_code()
  }
}
