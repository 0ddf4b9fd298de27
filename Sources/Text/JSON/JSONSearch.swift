/// Looks for the values at a path in a JSON text, in one pass over its bytes and without a tree.
package struct JSONSearch {
  /// A value at the path.
  package struct Value {
    /// `open` and `close` stand for objects and arrays.
    package var kind: JSONTokens.Token
    /// Strings with their quotes.
    package var text: UnsafeRawBufferPointer
    package var hasEscape: Bool
  }

  private enum Expected { case value, valueOrEnd, key, keyOrEnd, commaOrEnd, nothing }

  private let steps: [JSONPath.Step]
  private var tokens: JSONTokens
  private var nesting = JSONNesting()
  private var depth: Int { nesting.depth }
  /// How many of the open ones, from the outside, lie on the path.
  private var depthOnPath = 0
  /// The index of the current element in those of them that are arrays.
  private var indices = InlineArray<32, Int>(repeating: 0)
  /// Whether the value that comes next is where all steps so far lead.
  private var isOnPath = true
  /// The object or array at the path that is open: where it begins, and how deep its inside is.
  private var target: (start: Int, depth: Int)?

  package init(_ path: JSONPath, in text: UnsafeRawBufferPointer) {
    steps = path.steps
    tokens = JSONTokens(text)
  }

  /// Whether the whole text is JSON, and one of the values at the path is as asked.
  package mutating func contains(where test: (Value) -> Bool) -> Bool {
    var hasMatch = false
    let isJSON = forEachValue { if !hasMatch { hasMatch = test($0) } }
    return isJSON && hasMatch
  }

  /// Lends the values at the path, in their order.
  ///
  /// - Returns: whether the whole text is JSON; if it is not, what was lent counts for nothing.
  package mutating func forEachValue(_ body: (Value) -> Void) -> Bool {
    var expected = Expected.value
    while let token = tokens.next() {
      switch (expected, token) {
      case (.nothing, .end): return true
      case (.value, .string), (.value, .number), (.value, .true), (.value, .false), (.value, .null),
        (.valueOrEnd, .string), (.valueOrEnd, .number), (.valueOrEnd, .true), (.valueOrEnd, .false),
        (.valueOrEnd, .null):
        if isOnPath, depth == steps.count { lend(token, from: tokens.start, body) }
        expected = depth == 0 ? .nothing : .commaOrEnd
      case (.value, .open(let isObject)), (.valueOrEnd, .open(let isObject)):
        open(isObject: isObject)
        expected = isObject ? .keyOrEnd : .valueOrEnd
      case (.key, .string), (.keyOrEnd, .string):
        isOnPath = depthOnPath == depth && leads(toKey: tokens.range)
        guard tokens.next() == .colon else { return false }
        expected = .value
      case (.commaOrEnd, .comma):
        if nesting.isInObject {
          expected = .key
        } else {
          nextElement()
          expected = .value
        }
      case (.commaOrEnd, .close(let isObject)), (.keyOrEnd, .close(let isObject)),
        (.valueOrEnd, .close(let isObject)):
        guard isObject == nesting.isInObject else { return false }
        close(token, body)
        expected = depth == 0 ? .nothing : .commaOrEnd
      default: return false
      }
    }
    return false
  }

  private mutating func open(isObject: Bool) {
    if isOnPath, depth == depthOnPath {
      if depth == steps.count {
        target = (tokens.start, depth + 1)
      } else {
        indices[depth] = -1
        depthOnPath += 1
      }
    }
    nesting.open(isObject: isObject)
    if isObject { isOnPath = false } else { nextElement() }
  }

  private mutating func close(_ token: JSONTokens.Token, _ body: (Value) -> Void) {
    if let target, target.depth == depth {
      lend(token, from: target.start, body)
      self.target = nil
    }
    nesting.close()
    depthOnPath = min(depthOnPath, depth)
  }

  private func lend(_ kind: JSONTokens.Token, from start: Int, _ body: (Value) -> Void) {
    let text = UnsafeRawBufferPointer(rebasing: tokens.text[start..<tokens.position])
    body(Value(kind: kind, text: text, hasEscape: tokens.hasEscape))
  }

  /// Goes on to the next element of the array that is open.
  private mutating func nextElement() {
    guard depthOnPath == depth else {
      isOnPath = false
      return
    }
    indices[depth - 1] += 1
    isOnPath =
      switch steps[depth - 1] {
      case .each: true
      case .index(let index): index == indices[depth - 1]
      case .key: false
      }
  }

  private func leads(toKey range: Range<Int>) -> Bool {
    switch steps[depth - 1] {
    case .each: return true
    case .index: return false
    case .key(let key):
      guard tokens.hasEscape || range.count == key.count + 2 else { return false }
      let text = UnsafeRawBufferPointer(rebasing: tokens.text[range])
      return JSONString.withDecoded(text, hasEscape: tokens.hasEscape) {
        $0.count == key.count && $0.elementsEqual(key)
      }
    }
  }
}

extension JSONSearch.Value {
  /// Lends a string without its quotes and escapes; of all else the JSON text.
  package func withText<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    kind == .string ? JSONString.withDecoded(text, hasEscape: hasEscape, body) : body(text)
  }
}
