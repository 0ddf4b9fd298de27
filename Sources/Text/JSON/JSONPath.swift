/// Where values lie in a JSON text, as jq writes it: `.a.b[0].c`, `.["odd key"]`, `.items[].sku`; `.` is the whole.
package struct JSONPath: Sendable, Equatable {
  package enum Step: Sendable, Equatable {
    case key([UInt8])
    case index(Int)
    /// Every element of an array, and every value of an object.
    case each
  }

  /// More than anyone writes; the reader keeps a number for each.
  package static let stepLimit = 32

  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }
}
