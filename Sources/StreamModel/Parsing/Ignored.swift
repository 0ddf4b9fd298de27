/// What a stream said and the standard has a client ignore.
///
/// Not an error: `event: ping` without data, or an `id` alone, is legal. But a body of JSON, or an event whose field
/// name has a blank, shows nothing at all in a client that does not count it.
public struct Ignored: Equatable, Sendable {
  /// Lines whose field has no known name.
  public private(set) var lines = 0
  /// The start of the last of them.
  public private(set) var lastLine: [UInt8] = []
  /// Blocks that had fields and no data, and so were no event.
  public private(set) var blocks = 0
  /// How many of them set an id.
  package private(set) var idBlocks = 0
  /// What of it looks like a mistake.
  package var faults = LineFaults()

  private static let lineLimit = 256

  mutating func add(line: UnsafeRawBufferPointer) {
    lines += 1
    lastLine.set(to: UnsafeRawBufferPointer(rebasing: line[..<min(line.count, Self.lineLimit)]))
  }

  mutating func addBlock(setsID: Bool) {
    blocks += 1
    if setsID { idBlocks += 1 }
  }
}
