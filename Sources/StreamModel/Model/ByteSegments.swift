/// A queue of bytes as `Segments` is one of records, in segments of different sizes: a large read is kept as it came.
///
/// That saves a copy of everything that arrives fast, and what is more the first touch of the memory for it. Small
/// reads are gathered, so that a stream flushed event by event has no memory block for each of its events.
struct ByteSegments: Sendable {
  /// Reads from this size on are kept in their own memory.
  static let adoptedCount = 1 << 14
  /// Bytes of a segment in which small reads are gathered.
  private let gatheredCount: Int

  private var segments: [[UInt8]] = []
  /// The position of each segment's first byte.
  private var starts: [Int] = []
  /// Whether the last segment is one to gather in.
  private var gathers = false
  /// An emptied segment whose memory the next one to gather in uses.
  private var spare: [UInt8]?
  /// The position of the oldest byte.
  private(set) var startIndex: Int
  /// The position that the next byte will get.
  private(set) var endIndex: Int

  /// - Parameters:
  ///   - share: how many bytes there may be in all; a segment is a small part of them.
  ///   - start: the position of the first byte.
  init(share: Int = .max, start: Int = 0) {
    gatheredCount = min(max(share / 4, 1 << 12), 1 << 16)
    (startIndex, endIndex) = (start, start)
  }

  var count: Int { endIndex - startIndex }

  mutating func append(_ bytes: [UInt8]) {
    // No memory for which the log does not account: a growing array may have up to twice what it needs.
    if bytes.count >= Self.adoptedCount, bytes.capacity - bytes.count <= bytes.count / 8 {
      open(bytes, gathers: false)
      endIndex += bytes.count
    } else {
      bytes.withUnsafeBufferPointer { gather($0) }
    }
  }

  private mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if !gathers || segments[segments.count - 1].count >= gatheredCount {
        // The first one grows as it must, so that a source that says little costs little.
        var segment = spare.take() ?? []
        if gathers { segment.reserveCapacity(gatheredCount) }
        open(segment, gathers: true)
      }
      let last = segments.count - 1
      let part = rest.prefix(gatheredCount - segments[last].count)
      segments[last].append(contentsOf: UnsafeBufferPointer(rebasing: part))
      endIndex += part.count
      rest = rest.dropFirst(part.count)
    }
  }

  private mutating func open(_ segment: [UInt8], gathers: Bool) {
    segments.append(segment)
    starts.append(endIndex)
    self.gathers = gathers
  }

  /// Drops what lies before `position`. Memory comes back by whole segments.
  mutating func drop(before position: Int) {
    startIndex = min(max(position, startIndex), endIndex)
    var passed = 0
    while passed < segments.count, starts[passed] + segments[passed].count <= startIndex { passed += 1 }
    guard passed > 0 else { return }
    if spare == nil, let used = segments[..<passed].firstIndex(where: { $0.capacity >= gatheredCount }) {
      var emptied: [UInt8] = []
      swap(&emptied, &segments[used])
      emptied.removeAll(keepingCapacity: emptied.capacity < 2 * gatheredCount)
      spare = emptied
    }
    segments.removeFirst(passed)
    starts.removeFirst(passed)
    if segments.isEmpty { gathers = false }
  }

  /// The bytes that have a range among them, and where it begins there; `nil` if it lies in several segments, is empty
  /// or is not here.
  ///
  /// Who asks this and then looks at the bytes has no copy of this queue made for the time in which he does.
  @inline(__always)
  func piece(of range: Range<Int>) -> (bytes: [UInt8], start: Int)? {
    guard range.lowerBound >= startIndex, range.upperBound <= endIndex, !range.isEmpty else { return nil }
    let index = segment(at: range.lowerBound)
    let start = range.lowerBound &- starts[index]
    return start &+ range.count <= segments[index].count ? (segments[index], start) : nil
  }

  /// Lends the bytes of a range: in place if they lie in one segment, else copied together.
  ///
  /// - Parameter range: clamped to what is still here.
  func withElements<Result>(in range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    let range = range.clamped(to: startIndex..<endIndex)
    if let (bytes, start) = piece(of: range) {
      return try bytes.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[start..<start + range.count]))
      }
    }
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    var index = range.isEmpty ? 0 : segment(at: range.lowerBound)
    while copy.count < range.count {
      let start = range.lowerBound + copy.count - starts[index]
      copy.append(contentsOf: segments[index][start...].prefix(range.count - copy.count))
      index += 1
    }
    return try copy.withUnsafeBufferPointer(body)
  }

  /// Where the segment ends in which a position lies; the end of all for what is not here.
  func segmentEnd(at position: Int) -> Int {
    guard (startIndex..<endIndex).contains(position) else { return endIndex }
    let index = segment(at: position)
    return starts[index] + segments[index].count
  }

  /// The segment in which a position lies.
  private func segment(at position: Int) -> Int {
    var (low, high) = (0, segments.count - 1)
    // What came last is asked for most.
    if starts[high] <= position { return high }
    // Where it lies if all are equally large, as those of a fast stream are; else by halves.
    let guess = min((position - starts[0]) / max((endIndex - starts[0]) / segments.count, 1), high)
    if starts[guess] <= position { low = guess } else { high = guess - 1 }
    if low < high, position < starts[low + 1] { return low }
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
