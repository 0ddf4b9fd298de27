import Text

/// Whether events wait for their blank line: it comes with the next event, or never.
///
/// Constant size, fed once a batch. The lines of an unfinished event are counted only in reads that complete no event.
package struct BlankLineMeter: Sendable {
  /// From here on a blank line is late.
  private static let late = Duration.milliseconds(250)

  /// Events in a row whose last line was whole for a while, and whose blank line came with the next event's first line.
  package private(set) var streak = 0
  /// The longest such row, and what its events have waited in the mean.
  package private(set) var longestStreak = 0
  package private(set) var meanWait = Duration.zero
  private var waits = Duration.zero
  private var lineEndedAt: Moment?
  private var endedInCR = false

  /// The event that is unfinished, as far as it came in reads of whole lines.
  package struct Unfinished: Equatable, Sendable {
    /// Where it begins in the wire.
    package var offset: UInt64
    package var since: Moment
    /// Lines that came in reads of their own since.
    package var lines = 0
    /// Reads that were apart.
    package var reads = 1
    fileprivate var lastAt: Moment
  }

  package private(set) var unfinished: Unfinished?

  package init() {}

  package mutating func closed() { (lineEndedAt, endedInCR, unfinished, streak, waits) = (nil, false, nil, 0, .zero) }

  /// The program was stopped until now: nothing has waited for its sender.
  mutating func interrupt() { (lineEndedAt, unfinished) = (nil, nil) }

  /// Takes note of a batch.
  ///
  /// - Parameters:
  ///   - pending: where the event or line begins that is unfinished after it; `nil` if none is.
  package mutating func receive(_ bytes: [UInt8], events: Int, pending: UInt64?, at now: Moment) {
    guard let last = bytes.last else { return }
    let endsLine = last.isLineEnd
    if events > 0 { noteBlankLine(bytes, at: now) }
    noteUnfinished(bytes, events: events, pending: endsLine ? pending : nil, at: now)
    lineEndedAt = pending != nil && endsLine ? now : nil
    endedInCR = last == 0x0D
  }

  private mutating func noteBlankLine(_ bytes: [UInt8], at now: Moment) {
    guard let lineEndedAt, now - lineEndedAt >= Self.late, beginsBlank(bytes) else {
      (streak, waits) = (0, .zero)
      return
    }
    streak += 1
    waits += now - lineEndedAt
    if streak >= longestStreak { (longestStreak, meanWait) = (streak, waits / streak) }
  }

  /// Whether bytes begin with a blank line, and a whole line follows: a blank line that comes late and alone is another
  /// matter.
  private func beginsBlank(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if endedInCR, rest.first == 0x0A { rest.removeFirst() }
    guard let first = rest.popFirst(), first.isLineEnd else { return false }
    if first == 0x0D, rest.first == 0x0A { rest.removeFirst() }
    return rest.contains(where: \.isLineEnd)
  }

  private mutating func noteUnfinished(_ bytes: [UInt8], events: Int, pending: UInt64?, at now: Moment) {
    guard let pending else {
      unfinished = nil
      return
    }
    guard events == 0, var event = unfinished, event.offset == pending else {
      unfinished = Unfinished(offset: pending, since: now, lastAt: now)
      return
    }
    if bytes.count <= 4096 {
      // The LF of a CR that ended the read before is no line end of its own.
      event.lines += bytes.withUnsafeBytes(Lines.ends) - (endedInCR && bytes.first == 0x0A ? 1 : 0)
    }
    if now - event.lastAt >= LumpMeter.shortestPause { event.reads += 1 }
    event.lastAt = now
    unfinished = event
  }
}
