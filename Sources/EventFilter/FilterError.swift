/// Why an expression is not valid, and where.
public struct FilterError: Error, Equatable, Sendable {
  /// A sentence without a full stop, to be shown under the prompt or after the option's name.
  public var message: String
  /// Where the trouble begins, in bytes of the expression's UTF-8.
  public var offset: Int

  public init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
