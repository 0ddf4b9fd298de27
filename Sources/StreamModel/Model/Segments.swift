/// A queue that grows at its end, is dropped from its front, and is addressed by positions that never change.
///
/// Its elements lie in segments of equal size, so that growing never moves what is there, dropping gives memory back,
/// and a copy (a frozen view) shares all but the last segment with what goes on growing.
struct Segments<Element: Sendable>: Sendable {
  private var segments: [[Element]] = []
  /// Emptied segments, whose memory the next ones use: a log at its limit allocates nothing any more.
  private var spares: [[Element]] = []
  private let shift: Int
  /// The position of the first element of `segments[0]`; a multiple of the segment size.
  private var base: Int
  /// The position of the oldest element.
  private(set) var startIndex: Int
  /// The position that the next element will get.
  private(set) var endIndex: Int

  /// - Parameters:
  ///   - shift: a segment holds two to the power of `shift` elements.
  ///   - start: the position of the first element; a multiple of what a segment holds.
  init(shift: Int, start: Int = 0) {
    self.shift = shift
    (base, startIndex, endIndex) = (start, start, start)
  }

  var count: Int { endIndex - startIndex }
  private var segmentSize: Int { 1 << shift }

  /// - Parameter position: from `startIndex` up to `endIndex`.
  @inline(__always)
  subscript(position: Int) -> Element {
    let distance = position - base
    return segments[distance >> shift][distance & (segmentSize - 1)]
  }

  mutating func append(_ element: Element) {
    openSegment()
    segments[segments.count - 1].append(element)
    endIndex += 1
  }

  /// Appends as many as the last segment has room for, and returns the rest.
  @inline(__always)
  mutating func appendStart(of elements: UnsafeBufferPointer<Element>) -> UnsafeBufferPointer<Element> {
    let count = min(openSegment(), elements.count)
    segments[segments.count - 1].append(contentsOf: UnsafeBufferPointer(rebasing: elements[..<count]))
    endIndex += count
    return UnsafeBufferPointer(rebasing: elements[count...])
  }

  /// Changes the newest element, if there is one.
  mutating func changeLast(_ change: (inout Element) -> Void) {
    guard count > 0 else { return }
    change(&segments[segments.count - 1][(endIndex - 1 - base) & (segmentSize - 1)])
  }

  /// Drops what lies before `position`. Memory comes back by whole segments.
  mutating func drop(before position: Int) {
    startIndex = min(max(position, startIndex), endIndex)
    let passed = min((startIndex - base) >> shift, segments.count)
    guard passed > 0 else { return }
    for index in 0..<passed where spares.count < 2 {
      var spare: [Element] = []
      swap(&spare, &segments[index])
      spare.removeAll(keepingCapacity: true)
      spares.append(spare)
    }
    segments.removeFirst(passed)
    base += passed << shift
  }

  /// Lends the elements of a range: in place if they lie in one segment, else copied together.
  ///
  /// - Parameter range: clamped to what is still here.
  func withElements<Result>(in range: Range<Int>, _ body: (UnsafeBufferPointer<Element>) throws -> Result) rethrows
    -> Result
  {
    let range = range.clamped(to: startIndex..<endIndex)
    guard !range.isEmpty else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    let first = (range.lowerBound - base) >> shift
    let offset = (range.lowerBound - base) & (segmentSize - 1)
    if offset + range.count <= segmentSize {
      return try segments[first].withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[offset..<offset + range.count]))
      }
    }
    var copy: [Element] = []
    copy.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let start = (position - base) & (segmentSize - 1)
      let end = min(segmentSize, start + range.upperBound - position)
      copy.append(contentsOf: segments[(position - base) >> shift][start..<end])
      position += end - start
    }
    return try copy.withUnsafeBufferPointer(body)
  }

  /// Makes sure that the last segment has room, and says how much.
  @discardableResult
  private mutating func openSegment() -> Int {
    let used = (endIndex - base) & (segmentSize - 1)
    if used == 0 {
      var segment = spares.popLast() ?? []
      // The first one grows as it must, so that a source that says little costs little.
      if !segments.isEmpty { segment.reserveCapacity(segmentSize) }
      segments.append(segment)
    }
    return segmentSize - used
  }
}
