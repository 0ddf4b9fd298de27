/// What one scalar of hostile text becomes on the grid.
package enum DisplayUnit: Equatable {
  /// The scalar itself, one or two columns wide.
  case scalar(Unicode.Scalar, columns: Int)
  /// A combining mark, drawn in the cell before.
  case attached(Unicode.Scalar)
  /// A combining mark that found nothing to stand on, on a dotted circle of one column.
  case dotted(Unicode.Scalar)
  /// A Hangul syllable in place of the two-column cell before.
  case composed(Unicode.Scalar)
  /// A stand-in of narrow characters.
  case mark(String)
  /// A stand-in for a line end or a tab.
  case whitespace(String)
  /// Already seen in what came before.
  case nothing

  /// The columns it takes beyond what is already there.
  package var columns: Int {
    switch self {
    case .scalar(_, let columns): columns
    case .mark(let text), .whitespace(let text): text.unicodeScalars.count
    case .dotted: 1
    case .attached, .composed, .nothing: 0
    }
  }
}
