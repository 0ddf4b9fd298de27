import StreamModel

/// Over which time the sparklines go.
typealias RateWindow = RateHistory.Window

extension RateWindow {
  var label: String {
    switch self {
    case .minute: "1 m"
    case .fiveMinutes: "5 m"
    case .hour: "1 h"
    }
  }

  func next(by step: Int) -> Self {
    Self(rawValue: min(max(rawValue + step, 0), Self.allCases.count - 1)) ?? .minute
  }
}
