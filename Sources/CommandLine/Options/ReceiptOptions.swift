import EventOutput

/// What is told when a run has ended.
struct ReceiptOptions: Equatable, Sendable {
  var isTold: Bool?
  var file: String?

  var choice: ReceiptChoice { ReceiptChoice(isTold: isTold, file: file) }
}

extension Dialect {
  static let receiptOptions: [Option] = [
    flag("stats", "Tells at the end how it went; after the dashboard it does so anyway.") { $0.receipt.isTold = true },
    flag("no-stats", "Says nothing at the end.") { $0.receipt.isTold = false },
    file("summary", "Writes at the end how it went, as JSON; - is standard output.") { $0.receipt.file = $1 },
  ]
}
