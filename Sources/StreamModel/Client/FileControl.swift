/// Who decides when a file is read on and where: the player of a recording.
package protocol FileControl: Sendable {
  /// What may be read next, at once.
  ///
  /// - Parameters:
  ///   - moment: the recorded time of what comes next, if it brings one.
  ///   - jump: the number of the last jump that was made; 0 for none.
  func ask(for moment: Moment?, after jump: Int) -> FilePermission
  /// Waits until something may be read, or is to be read elsewhere. What came before was reported.
  ///
  /// - Throws: `CancellationError`.
  func wait(for moment: Moment?, after jump: Int) async throws -> FilePermission
  /// So many events were read.
  func took(events: Int)
  /// The file has ended; waits until it is to be read elsewhere.
  ///
  /// - Throws: `CancellationError`.
  func waitAtEnd(after jump: Int) async throws -> FileJump
}

/// What a file's reader may do next.
package enum FilePermission: Equatable, Sendable {
  /// Take what comes next.
  ///
  /// - events: how many events at most; `nil` for all.
  case go(events: Int?)
  case wait
  case jump(FileJump)
}

/// Where a file is to be read on.
package struct FileJump: Equatable, Sendable {
  /// Jumps count from 1.
  package var number: Int
  package var place: FilePlace

  package init(number: Int, place: FilePlace) { (self.number, self.place) = (number, place) }
}
