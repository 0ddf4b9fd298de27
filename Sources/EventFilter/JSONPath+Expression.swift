package import Text

extension JSONPath {
  /// Reads a path as filters do, `.a.b[0]`, `.["odd key"]`, and nothing after it; `.` is the whole of the data.
  package init(expression: String) throws(FilterError) {
    var cursor = ExpressionCursor(expression)
    guard cursor.current == UInt8(ascii: ".") else {
      throw FilterError("a path begins with a dot, as in .price or .items[0].sku", at: 0)
    }
    self = try cursor.path()
    guard cursor.isAtEnd else { throw FilterError("nothing may stand after the path", at: cursor.offset) }
  }
}
