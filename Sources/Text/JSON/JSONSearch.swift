/// Looks for the values at paths in a JSON text, in one pass over its bytes: without a tree, and without a token for
/// what lies beside the paths.
///
/// All of the text is held to the grammar of JSON all the same, so that what is broken behind a value is known, and a
/// later member with the same name, which counts for jq.
package struct JSONSearch: Sendable {
  /// A value at a path.
  package struct Value {
    /// `open` and `close` stand for objects and arrays.
    package var kind: JSONTokens.Token
    /// Strings with their quotes.
    package var text: UnsafeRawBufferPointer
    package var hasEscape: Bool
  }

  /// How many paths there may be; others are not looked for.
  package static let pathLimit = 64

  let steps: JSONSearchSteps

  package init(_ path: JSONPath) { self.init([path]) }

  package init(_ paths: [JSONPath]) { steps = JSONSearchSteps(Array(paths.prefix(Self.pathLimit))) }

  /// The value at the first of the paths, as a part of the text, and whether the text is JSON at all; without that
  /// there is none.
  ///
  /// Of members with one name it is the last, as for jq; of the values at a path with `[]` the first.
  package func find(in text: UnsafeRawBufferPointer) -> (value: Value?, isJSON: Bool) {
    let (found, isJSON) = steps.walk(text, OneValue(isFirst: steps.isMany & 1 == 1))
    return (isJSON ? found.value : nil, isJSON)
  }

  /// The first value at the first of the paths in a text that may be cut: what was met before it ends or breaks.
  package func find(inBeginning text: UnsafeRawBufferPointer) -> Value? {
    steps.walk(text, OneValue(isFirst: true)).0.value
  }

  /// The values at all of the paths, each as `find` tells it.
  ///
  /// - Returns: `nil` if the text is no JSON.
  package func findAll(in text: UnsafeRawBufferPointer) -> [Value?]? {
    let (found, isJSON) = steps.walk(text, SeveralValues(count: steps.count, isMany: steps.isMany))
    return isJSON ? found.values : nil
  }

  /// Whether the whole text is JSON, and one of the values at the paths is as asked.
  package func contains(in text: UnsafeRawBufferPointer, where test: (Value) -> Bool) -> Bool {
    withoutActuallyEscaping(test) { test in
      let (found, isJSON) = steps.walk(text, Occurrence(test: test))
      return isJSON && found.isFound
    }
  }

  /// Whether the whole text is one value of JSON (RFC 8259).
  package static func isJSON(_ text: UnsafeRawBufferPointer) -> Bool { none.find(in: text).isJSON }

  private static let none = JSONSearch([])
}

extension JSONSearch.Value {
  /// A value whose place is known.
  ///
  /// - Parameter range: not empty.
  init(in text: JSONBytes, _ range: Range<Int>) {
    let first = text[range.lowerBound]
    self.text = UnsafeRawBufferPointer(start: text.base + range.lowerBound, count: range.count)
    kind = Self.kind(first)
    hasEscape =
      first == UInt8(ascii: "\"") && JSONScalar.special(in: text, from: range.lowerBound &+ 1) &+ 1 != range.upperBound
  }

  private static func kind(_ first: UInt8) -> JSONTokens.Token {
    switch first {
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "{"): .close(isObject: true)
    case UInt8(ascii: "["): .close(isObject: false)
    case UInt8(ascii: "t"): .true
    case UInt8(ascii: "f"): .false
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }

  /// Lends a string without its quotes and escapes; of all else the JSON text.
  package func withText<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    kind == .string ? JSONString.withDecoded(text, hasEscape: hasEscape, body) : body(text)
  }
}

/// What is made of the values that a search meets.
protocol JSONSearchResult {
  /// As it was at some place of the text.
  associatedtype Former

  mutating func receive(_ value: JSONSearch.Value, of path: Int)
  var former: Former { get }
  /// Forgets what was met since, of some paths.
  mutating func restore(_ former: Former, paths: UInt64)
}

private struct OneValue: JSONSearchResult {
  let isFirst: Bool
  var value: JSONSearch.Value?

  @inline(__always)
  mutating func receive(_ value: JSONSearch.Value, of path: Int) {
    if !isFirst || self.value == nil { self.value = value }
  }

  var former: JSONSearch.Value? { value }
  mutating func restore(_ former: JSONSearch.Value?, paths: UInt64) { value = former }
}

private struct SeveralValues: JSONSearchResult {
  /// Of those the first counts.
  let isMany: UInt64
  var values: [JSONSearch.Value?]

  init(count: Int, isMany: UInt64) {
    self.isMany = isMany
    values = Array(repeating: nil, count: count)
  }

  mutating func receive(_ value: JSONSearch.Value, of path: Int) {
    if isMany >> UInt64(path) & 1 == 0 || values[path] == nil { values[path] = value }
  }

  /// Where a path has one value there was none before it.
  var former: [JSONSearch.Value?] { isMany == 0 ? [] : values }

  mutating func restore(_ former: [JSONSearch.Value?], paths: UInt64) {
    for path in values.indices where paths >> UInt64(path) & 1 == 1 {
      values[path] = former.isEmpty ? nil : former[path]
    }
  }
}

private struct Occurrence: JSONSearchResult {
  let test: (JSONSearch.Value) -> Bool
  var isFound = false

  mutating func receive(_ value: JSONSearch.Value, of path: Int) { if !isFound { isFound = test(value) } }

  var former: Bool { isFound }
  mutating func restore(_ former: Bool, paths: UInt64) { isFound = former }
}
