extension Array where Element == UInt8 {
  /// The bytes; of more than twice the limit those at the two ends, without what lies between them.
  package func ends(_ limit: Int) -> [UInt8] {
    count > 2 * limit ? Array(prefix(limit) + suffix(limit)) : self
  }
}
