/// What a block of an answer holds.
package enum BlockKind: String, Sendable {
  case text
  case thinking
  case refusal
  /// A call of a tool; the text is its arguments.
  case tool
  /// What a tool gave back.
  case result
  case other

  /// Whether its pieces are made of tokens of the model's.
  var isMadeOfTokens: Bool { self != .result && self != .other }
}

/// What is known of a block beside its text.
package struct BlockMarks: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The thinking came with a signature.
  package static let signed = BlockMarks(rawValue: 1)
  /// The thinking is not shown by the service.
  package static let withheld = BlockMarks(rawValue: 2)
  /// The call failed.
  package static let failed = BlockMarks(rawValue: 4)
  /// The thinking is a summary of it.
  package static let summary = BlockMarks(rawValue: 8)
  /// The input of the tool need not be JSON.
  package static let freeForm = BlockMarks(rawValue: 16)
}

/// A part of an answer: its pieces, put together.
package struct AnswerBlock: Sendable {
  /// Counted over the answer, from 0; it stays when older blocks go.
  package let number: Int
  /// What the dialect calls it.
  var key: String
  package let kind: BlockKind
  /// The number of its choice.
  package let choice: Int
  /// The tool's name, or what the dialect says of the block.
  package internal(set) var name: String
  /// The id of the call.
  package internal(set) var callID: String
  package internal(set) var text = BlockText()
  package internal(set) var marks: BlockMarks = []
  package internal(set) var isClosed = false
  /// Whether the text was taken back and put anew.
  package internal(set) var isReplaced = false
  /// What it holds if no piece comes.
  var preset: [UInt8] = []
  /// Whether its text is that.
  var isPreset = false
  /// The first half of a surrogate pair, of which the other half has not come.
  var half: UInt16?
  /// Of a call whose arguments come by their paths.
  var writer: PathWriter?

  /// Of a tool whose arguments are whole: whether they are JSON. `nil` where that is not known, or need not be.
  package internal(set) var isValidJSON: Bool?
}

extension AnswerBlock {
  /// The text with a mark where the middle is left out.
  package var shownText: [UInt8] { text.shown }
}
