import EventOutput
import Metrics

/// What is told when a run has ended, and of it to other programs meanwhile.
struct ReceiptOptions: Equatable, Sendable {
  var isTold: Bool?
  var file: String?
  var metrics: MetricsAddress?

  var choice: ReceiptChoice { ReceiptChoice(isTold: isTold, file: file) }
}

extension MetricsAddress: Amount {
  static let forms = "[HOST:]PORT, as 9464 or 0.0.0.0:9464"

  init?(argument: String) { self.init(argument) }
}

extension OptionTable {
  static let receiptOptions: [Option] = [
    flag("stats", "Prints the receipt at the end; after the dashboard it does so anyway.") { $0.receipt.isTold = true },
    flag("no-stats", "Prints no receipt.") { $0.receipt.isTold = false },
    file("summary", "Writes the receipt as JSON at the end; - is standard output.") { $0.receipt.file = $1 },
    amount(
      "metrics", "address",
      "Tells Prometheus at http://ADDRESS/metrics how the streams are; [HOST:]PORT, on this machine alone unless a host is named."
    ) { $0.receipt.metrics = $1 },
  ]
}
