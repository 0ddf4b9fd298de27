/// One pass of a search over a text. Objects and arrays on a path are gone into; all others are passed over, their
/// bytes held to the grammar only.
///
/// What goes through something returns the position behind it, or `nil` if it is no JSON.
struct JSONSearchWalk<Result: JSONSearchResult> {
  let text: JSONBytes
  let paths: UnsafeBufferPointer<JSONSearchSteps.Path>
  let steps: UnsafeBufferPointer<JSONSearchSteps.Step>
  let keys: UnsafeRawBufferPointer
  var result: Result

  /// - Returns: whether the text is one value of JSON and nothing else.
  mutating func all() -> Bool {
    let all: UInt64 = paths.count == 64 ? .max : 1 << UInt64(paths.count) - 1
    guard let end = value(from: JSONScalar.blanks(in: text, from: 0), of: all, depth: 0) else { return false }
    return JSONScalar.blanks(in: text, from: end) == text.count
  }

  /// Goes through a value to which the first steps of some paths lead. It lies no deeper than a path is long.
  ///
  /// - Parameters:
  ///   - found: those paths, a bit each.
  ///   - depth: how many steps those are.
  private mutating func value(from start: Int, of found: UInt64, depth: Int) -> Int? {
    guard start < text.count else { return nil }
    var ended: UInt64 = 0
    for path in paths.indices where found >> UInt64(path) & 1 == 1 && paths[path].count == depth {
      ended |= 1 << UInt64(path)
    }
    let (first, further) = (text[start], found & ~ended)
    let end =
      switch first {
      case UInt8(ascii: "{") where further != 0: members(from: start, of: further, depth: depth)
      case UInt8(ascii: "[") where further != 0: elements(from: start, of: further, depth: depth)
      default: JSONGrammar.end(in: text, from: start)
      }
    guard let end, ended != 0 else { return end }
    let value = JSONSearch.Value(in: text, start..<end)
    for path in paths.indices where ended >> UInt64(path) & 1 == 1 { result.receive(value, of: path) }
    return end
  }

  /// Goes through an object.
  private mutating func members(from start: Int, of found: UInt64, depth: Int) -> Int? {
    var position = JSONScalar.blanks(in: text, from: start &+ 1)
    if position < text.count, text[position] == UInt8(ascii: "}") { return position &+ 1 }
    let lengths = lengths(ofKeysIn: found, depth: depth)
    var met = Met()
    while true {
      guard let key = JSONGrammar.key(in: text, from: position),
        let value = JSONGrammar.value(in: text, behindKey: key.position)
      else { return nil }
      // Most members lead nowhere, and their length shows it.
      let mayLead = key.hasEscape || lengths >> UInt64(min(key.position &- position &- 2, 63)) & 1 == 1
      let end =
        mayLead
        ? member(position, key, from: value, of: found, depth: depth, &met)
        : JSONGrammar.end(in: text, from: value)
      guard let end else { return nil }
      position = JSONScalar.blanks(in: text, from: end)
      guard position < text.count else { return nil }
      let byte = text[position]
      position &+= 1
      guard byte == UInt8(ascii: ",") else { return byte == UInt8(ascii: "}") ? position : nil }
      position = JSONScalar.blanks(in: text, from: position)
    }
  }

  /// What was met in an object.
  private struct Met {
    /// The paths that a member's name was a step of.
    var paths: UInt64 = 0
    /// The result before that: a member that comes again takes the place of the former one.
    var former: Result.Former?
  }

  /// Which lengths the names have that are next steps of paths, a bit each, the last one for those of 63 and more.
  private func lengths(ofKeysIn found: UInt64, depth: Int) -> UInt64 {
    var lengths: UInt64 = 0
    for path in paths.indices where found >> UInt64(path) & 1 == 1 {
      let step = steps[paths[path].start + depth]
      switch step.kind {
      case .each: return .max
      case .index: break
      case .key: lengths |= 1 << UInt64(min(step.keyCount, 63))
      }
    }
    return lengths
  }

  /// Goes through a member that may lead further.
  @inline(never)
  private mutating func member(
    _ start: Int, _ key: JSONScalar.StringEnd, from value: Int, of found: UInt64, depth: Int, _ met: inout Met
  ) -> Int? {
    let (named, each) = leading(found, depth: depth, toKey: start, key)
    guard named | each != 0 else { return JSONGrammar.end(in: text, from: value) }
    if let former = met.former, named & met.paths != 0 { result.restore(former, paths: named & met.paths) }
    if met.former == nil { met.former = result.former }
    met.paths |= named
    return self.value(from: value, of: named | each, depth: depth + 1)
  }

  /// Goes through an array.
  private mutating func elements(from start: Int, of found: UInt64, depth: Int) -> Int? {
    var position = JSONScalar.blanks(in: text, from: start &+ 1)
    if position < text.count, text[position] == UInt8(ascii: "]") { return position &+ 1 }
    var index = 0
    while true {
      var on: UInt64 = 0
      for path in paths.indices where found >> UInt64(path) & 1 == 1 {
        let step = steps[paths[path].start &+ depth]
        if step.kind == .each || step.kind == .index && step.index == index { on |= 1 << UInt64(path) }
      }
      let end =
        on == 0 ? JSONGrammar.end(in: text, from: position) : value(from: position, of: on, depth: depth + 1)
      guard let end else { return nil }
      position = JSONScalar.blanks(in: text, from: end)
      guard position < text.count else { return nil }
      let byte = text[position]
      position &+= 1
      guard byte == UInt8(ascii: ",") else { return byte == UInt8(ascii: "]") ? position : nil }
      position = JSONScalar.blanks(in: text, from: position)
      index &+= 1
    }
  }

  /// The paths whose next step leads to a member: by its name, or to each.
  ///
  /// - Parameter start: where its name begins, with the quote.
  private func leading(_ found: UInt64, depth: Int, toKey start: Int, _ key: JSONScalar.StringEnd)
    -> (named: UInt64, each: UInt64)
  {
    var (named, each): (UInt64, UInt64) = (0, 0)
    for path in paths.indices where found >> UInt64(path) & 1 == 1 {
      let step = steps[paths[path].start + depth]
      switch step.kind {
      case .index: break
      case .each: each |= 1 << UInt64(path)
      case .key: if isKey(step, start, key) { named |= 1 << UInt64(path) }
      }
    }
    return (named, each)
  }

  private func isKey(_ step: JSONSearchSteps.Step, _ start: Int, _ key: JSONScalar.StringEnd) -> Bool {
    if key.hasEscape { return isEscaped(step, start..<key.position) }
    guard key.position &- start == step.keyCount &+ 2 else { return false }
    for index in 0..<step.keyCount where text[start &+ 1 &+ index] != keys[step.keyStart &+ index] { return false }
    return true
  }

  private func isEscaped(_ step: JSONSearchSteps.Step, _ range: Range<Int>) -> Bool {
    let name = UnsafeRawBufferPointer(start: text.base + range.lowerBound, count: range.count)
    let key = keys[step.keyStart..<step.keyStart + step.keyCount]
    return JSONString.withDecoded(name, hasEscape: true) { $0.elementsEqual(key) }
  }
}
