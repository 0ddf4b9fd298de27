import EventOutput

/// What is told when a run has ended.
struct ReceiptOptions: Equatable, Sendable {
  var isTold: Bool?
  var file: String?

  var choice: ReceiptChoice { ReceiptChoice(isTold: isTold, file: file) }
}

extension OptionTable {
  static let receiptOptions: [Option] = [
    flag("stats", "Prints the receipt at the end; after the dashboard it does so anyway.") { $0.receipt.isTold = true },
    flag("no-stats", "Prints no receipt.") { $0.receipt.isTold = false },
    file("summary", "Writes the receipt as JSON at the end; - is standard output.") { $0.receipt.file = $1 },
  ]
}
