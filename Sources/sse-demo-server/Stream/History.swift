import Glibc
import NIOCore

/// The newest events of a stream that can be resumed, numbered from 1, and in a file if they shall outlive the server.
///
/// An event is in the file before any client gets it, so a server that was killed goes on after the last event that
/// anybody can have seen. The file is an event stream itself, and is cut to the newest now and then.
final class History {
  /// How many events are kept.
  static let limit = 10_000

  /// The number of the oldest that is still here; one more than `last` if there is none.
  private(set) var first = 1
  /// The number of the newest, 0 if there is none.
  var last: Int { first + data.count - 1 }

  private var data: CircularBuffer<String> = []
  private let clock: WallClock
  private let log: any Log
  private let path: String?
  private var file: AppendedFile?
  private var addedToFile = 0

  /// In memory alone.
  init(clock: WallClock, log: any Log) {
    self.clock = clock
    self.log = log
    path = nil
  }

  /// Goes on with what is in the file at the path, if there is one. Throws a `ServerFailure`.
  init(path: String, clock: WallClock, log: any Log) throws {
    self.clock = clock
    self.log = log
    self.path = path
    let old = try Self.read(path)
    if let (number, _) = old.first { first = number }
    data = CircularBuffer(old.map(\.1))
    try Self.replace(path, with: old)
    file = try AppendedFile(path: path)
  }

  /// The data of an event from `first` to `last`.
  func data(of number: Int) -> String {
    data[data.index(data.startIndex, offsetBy: number - first)]
  }

  /// Adds an event, unless the file does not take it: an event that can be lost must not be sent.
  func add() -> Bool {
    cutFile()
    let number = last + 1
    let text = #"{"n":\#(number),"at":\#(clock.secondsSince1970())}"#
    if let failure = file?.append(Self.block(number, text)) {
      log.say("cannot write the history: \(reason(failure)); /resume waits")
      return false
    }
    data.append(text)
    if data.count > Self.limit {
      data.removeFirst()
      first += 1
    }
    return true
  }

  /// Reduces the file to what is kept, now and then, so that it does not grow without bounds.
  private func cutFile() {
    guard let path else { return }
    addedToFile += 1
    guard addedToFile > Self.limit else { return }
    addedToFile = 0
    do {
      try Self.replace(path, with: Array(zip(first..., data)))
      file = try AppendedFile(path: path)
    } catch {
      // The old file goes on: it is only longer than it need be.
      log.say("\(error)")
    }
  }

  private static func block(_ number: Int, _ data: String) -> ByteBuffer {
    Block.event(Event(id: String(number), data: data)).encoded()
  }

  /// The newest whole events of a file, without gaps. One that was cut short was never sent to anybody.
  static func events(of text: String) -> [(Int, String)] {
    var events: [(Int, String)] = []
    for block in text.split(separator: "\n\n", omittingEmptySubsequences: true) where block.endIndex < text.endIndex {
      let lines = block.split(separator: "\n")
      guard lines.count == 2, lines[0].hasPrefix("id: "), lines[1].hasPrefix("data: "),
        let number = Int(lines[0].dropFirst(4)), number > 0, number < Int.max / 4
      else { continue }
      if let (last, _) = events.last, number != last + 1 { events = [] }
      events.append((number, String(lines[1].dropFirst(6))))
    }
    return events.suffix(limit)
  }

  private static func read(_ path: String) throws -> [(Int, String)] {
    do {
      let bytes = try FileBytes.read(path, limit: 1 << 28)
      return events(of: String(decoding: bytes, as: UTF8.self))
    } catch let failure as FileBytes.Failure where failure.errnoCode == ENOENT {
      return []
    } catch {
      throw ServerFailure.cannotOpen(path: path, reason: "\(error)")
    }
  }

  private static func replace(_ path: String, with events: [(Int, String)]) throws {
    let new = path + ".new"
    // One may be left of a server that was killed in here.
    unlink(new)
    let file = try AppendedFile(path: new)
    var bytes = ByteBuffer()
    for (number, data) in events { bytes.writeImmutableBuffer(block(number, data)) }
    if let failure = file.append(bytes) { throw ServerFailure.cannotOpen(path: new, reason: reason(failure)) }
    guard rename(new, path) == 0 else { throw ServerFailure.cannotOpen(path: path, reason: reason(errno)) }
  }
}
