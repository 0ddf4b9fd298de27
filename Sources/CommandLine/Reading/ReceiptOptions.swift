import EventOutput
import Metrics

/// The options of the receipt at the end of a run, and of the metrics during it.
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
    flag("stats", "Prints the receipt, a summary of the run, at the end; after the dashboard this is the default.") {
      $0.receipt.isTold = true
    },
    flag("no-stats", "Prints no receipt.") { $0.receipt.isTold = false },
    file("summary", "Writes the receipt as JSON at the end; - is standard output.") { $0.receipt.file = $1 },
    amount(
      "metrics", "address",
      "Serves metrics for Prometheus at http://ADDRESS/metrics; ADDRESS is [HOST:]PORT, and without a host only this machine can reach it."
    ) { $0.receipt.metrics = $1 },
  ]
}
