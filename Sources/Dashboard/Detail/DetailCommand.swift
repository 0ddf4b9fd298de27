/// What can be asked of an opened event.
public enum DetailCommand: Hashable, Sendable {
  case up, down, pageUp, pageDown, halfPageUp, halfPageDown, top, end
  /// Sideways back if rows are cut and one has gone right; else folds the container under the cursor, or goes to the
  /// one around it.
  case left
  /// Unfolds the container under the cursor, or goes to its first child; sideways where there is none and rows are cut.
  case right
  /// Sideways by half a screen; only while rows are cut.
  case scrollLeft, scrollRight
  case toggleFold, foldAll, unfoldAll
  /// To the next or previous child of the same container.
  case nextSibling, previousSibling
  /// The bytes as they came on the wire, and back.
  case toggleRaw
  /// Long rows broken, or cut.
  case toggleWrap
  /// To the row that is drawn at this row of the area below the heading.
  case point(row: Int)
}
