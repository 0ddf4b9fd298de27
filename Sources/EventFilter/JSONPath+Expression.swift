package import Text

extension JSONPath {
  /// A path by itself, as it is written in a filter: `.a.b[0]`.
  package init(expression: String) throws(FilterError) {
    var cursor = ExpressionCursor(expression)
    guard cursor.current == UInt8(ascii: ".") else { throw FilterError("a path begins with a dot: .a.b", at: 0) }
    self = try cursor.path()
    guard cursor.isAtEnd else { throw FilterError("the path ends here", at: cursor.offset) }
  }
}
