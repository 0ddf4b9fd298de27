/// What is said on standard error.
package enum Speech: UInt8, Sendable {
  /// `-s`
  case nothing
  /// `-s -S`
  case errors
  case everything
}
