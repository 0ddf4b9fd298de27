import Findings

/// A group of rules, as the report tells what is fine and what could not be judged.
package enum Topic: String, CaseIterable, Sendable {
  case contentType = "head.content-type"
  case caching = "head.caching"
  case cors = "head.cors"
  case delivery = "delivery"
  case browsers = "delivery.browsers"
  case utf8 = "wire.utf8"
  case fields = "wire.fields"
  case blankLines = "wire.blank-lines"
  case retry = "wire.retry"
  case order = "id.order"
  case resuming = "id.resuming"
  case ends = "cut"
  case heartbeat = "beat"
  case answers = "llm"

  package var words: String {
    switch self {
    case .contentType: "content type"
    case .caching: "caching"
    case .cors: "CORS"
    case .delivery: "delivery"
    case .browsers: "compression"
    case .utf8: "UTF-8"
    case .fields: "field names"
    case .blankLines: "blank lines"
    case .retry: "retry"
    case .order: "order of ids"
    case .resuming: "resuming"
    case .ends: "time-outs"
    case .heartbeat: "heartbeat"
    case .answers: "answers"
    }
  }

  /// The names of its findings. By name, so that a code that the table does not have yet is none.
  private var names: [String] {
    switch self {
    case .contentType: ["head.content-type", "head.charset"]
    case .caching: ["head.cached", "head.no-cache"]
    case .cors: ["head.cors"]
    case .delivery:
      [
        "delivery.held-by-size", "delivery.one-behind", "delivery.held", "delivery.lumps", "delivery.all-at-once",
        "delivery.head-late", "delivery.no-head", "delivery.nothing",
      ]
    case .browsers: ["delivery.held-by-compressor"]
    case .utf8: ["wire.not-utf8"]
    case .fields:
      [
        "wire.unprefixed-line", "wire.misspelt-field", "wire.unknown-field", "wire.stray-cr", "wire.second-bom",
        "wire.id-nul",
      ]
    case .blankLines: ["wire.no-blank-line", "wire.escaped-newlines", "cut.mid-event", "wire.overlong"]
    case .retry: ["wire.retry-invalid", "wire.retry-odd"]
    case .order: ["id.missing", "id.repeated", "id.late", "id.restart", "id.not-unique"]
    case .resuming: ["id.resume-ignored"]
    case .ends: FindingCode.allCases.map(\.rawValue).filter { $0.hasPrefix("cut.") && $0 != "cut.mid-event" }
    case .heartbeat: ["beat.none", "beat.rare", "beat.late"]
    // A limit of length and shared events are nothing wrong.
    case .answers: ["llm.error", "llm.no-finish", "llm.tool-json"]
    }
  }

  var codes: [FindingCode] { names.compactMap(FindingCode.init) }
}
