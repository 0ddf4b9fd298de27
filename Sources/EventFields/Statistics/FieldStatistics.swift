package import StreamModel
package import Text

/// What the scalars in the JSON of some events are, path by path; the elements of an array share a path, `.items[].sku`.
///
/// Fed in any order, an event at a time. Bounded by `pathLimit` and `byteLimit`: what there is no room for makes counts
/// lower bounds, and says so. Memory is taken for what comes, not ahead.
package struct FieldStatistics: Sendable {
  package static let pathLimit = 512
  /// Of all; the greater part is for the values' counts.
  package static let byteLimit = 6 << 20
  private static let valueLimit = 15 << 18
  /// Longer data is not looked at, so that no event takes longer than a frame may.
  package static let dataLimit = 1 << 20
  /// Events between two times at which rare paths make room for others.
  private static let pruneInterval = 256
  /// Events between two times at which counts are sought that could be given up, once none were.
  private static let reclaimInterval = 64

  private var walk = FieldWalk()
  private(set) var paths: [PathStatistics] = []
  package private(set) var events = 0
  /// Events whose data is not JSON.
  package private(set) var notJSON = 0
  /// Events with too much data to look at.
  package private(set) var tooLarge = 0
  /// Whether there were more paths than are told of.
  package var hasMorePaths: Bool { isFull || walk.tree.hasPassedOver }
  /// Whether there was no room for some, so that what is new may have been there before.
  private var isFull: Bool { hasDropped || walk.tree.hasRefused }
  private var hasDropped = false
  private var prunedAt = 0
  /// When the program started, since 1970; `nil` if nobody knows, and then no value is a time.
  private let epoch: Duration?
  /// What paths hold beyond their own size.
  private var held = 0
  private var reclaimsFrom = 0

  /// - Parameter epoch: the time of the calendar at `Moment.start`, since 1970.
  package init(epoch: Duration? = nil) { self.epoch = epoch }

  /// Bytes that are held.
  package var byteCount: Int { held + paths.count * MemoryLayout<PathStatistics>.stride + walk.tree.byteCount }

  /// Takes in an event.
  ///
  /// - Parameters:
  ///   - order: later events have greater ones, whenever they are taken in.
  package mutating func add(_ data: UnsafeRawBufferPointer, at now: Moment, order: Int) {
    events += 1
    guard data.count <= Self.dataLimit else {
      tooLarge += 1
      return
    }
    switch walk.read(data) {
    case .json: break
    case .notJSON:
      notJSON += 1
      return
    case .tooLarge:
      tooLarge += 1
      return
    }
    let arrival = epoch.map { Double(($0 + now.sinceStart) / .nanoseconds(1)) }
    for index in walk.values.indices {
      let value = walk.values[index]
      guard value.node != PathTree.none, let path = path(at: value.node) else { continue }
      let text = UnsafeRawBufferPointer(rebasing: data[Int(value.start)..<Int(value.end)])
      if paths[path].growth > Self.valueLimit - held { reclaim(paths[path].growth) }
      let before = paths[path].heldBytes
      let room = max(Self.valueLimit - held, 0)
      if value.kind == .text {
        JSONString.withDecoded(text, hasEscape: value.hasEscape) {
          paths[path].add($0, .text, at: now, event: events, order: order, arrival: arrival, room: room)
        }
      } else {
        paths[path].add(text, value.kind, at: now, event: events, order: order, arrival: arrival, room: room)
      }
      held += paths[path].heldBytes - before
    }
    if isFull, events - prunedAt >= Self.pruneInterval { prune() }
  }

  /// The index of the statistics at a node; `nil` if there is no room for them.
  private mutating func path(at node: Int32) -> Int? {
    let known = walk.tree[node].path
    if known >= 0 { return Int(known) }
    guard paths.count < Self.pathLimit, byteCount + MemoryLayout<PathStatistics>.stride <= Self.byteLimit else {
      hasDropped = true
      return nil
    }
    walk.tree[node].path = Int32(paths.count)
    // Earlier events may have had it.
    paths.append(PathStatistics(node: node, isAtLeast: isFull))
    return paths.count - 1
  }

  /// Makes room for counts that tell something: those of paths where hardly a value comes twice are given up, the
  /// largest first.
  private mutating func reclaim(_ bytes: Int) {
    guard events >= reclaimsFrom else { return }
    while Self.valueLimit - held < bytes {
      guard let largest = paths.indices.max(by: { paths[$0].barrenBytes < paths[$1].barrenBytes }),
        case let barren = paths[largest].barrenBytes, barren > 0
      else {
        reclaimsFrom = events + Self.reclaimInterval
        return
      }
      paths[largest].release()
      held -= barren
    }
  }

  /// Makes room for other paths by those that hardly an event had.
  private mutating func prune() {
    prunedAt = events
    let kept = paths.filter { $0.events > events / 1000 + 1 }
    guard kept.count < paths.count || walk.tree.hasRefused else { return }
    let (tree, nodes) = walk.tree.keeping(kept.map(\.node))
    hasDropped = true
    walk.tree = tree
    paths = kept
    held = 0
    for index in paths.indices {
      paths[index].node = nodes[index]
      walk.tree[nodes[index]].path = Int32(index)
      held += paths[index].heldBytes
    }
  }

  // MARK: - Reading

  /// How many paths there are; they keep their numbers until some are dropped.
  package var count: Int { paths.count }

  /// The place where the values lie.
  package func path(_ index: Int) -> JSONPath { walk.tree.path(to: paths[index].node) }

  package subscript(index: Int) -> PathStatistics { paths[index] }
}
