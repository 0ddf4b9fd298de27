/// What has changed in an answer, for who writes it as it comes.
///
/// Of several choices the first is told as it comes; the others follow whole, when the answer is over.
package enum AnswerChange: Sendable, Equatable {
  /// A piece was added to a block.
  case appended(BlockKind, [UInt8])
  /// A block's text was put anew.
  case replaced(BlockKind, [UInt8])
  /// The call of a tool is whole, or as whole as it will be.
  case called(name: String, id: String, arguments: [UInt8])
  /// What follows is of another choice.
  case choice(Int)
  /// The answer is over, well or not.
  case ended
}
