/// The names of findings; they stay as they are.
package enum FindingCode: String, CaseIterable, Sendable {
  case heldBySize = "delivery.held-by-size"
  case heldByCompressor = "delivery.held-by-compressor"
  case oneBehind = "delivery.one-behind"
  case lumps = "delivery.lumps"
  case allAtOnce = "delivery.all-at-once"
  case headLate = "delivery.head-late"
  case noHead = "delivery.no-head"

  case idleTimeout = "cut.idle-timeout"
  case lifetime = "cut.lifetime"
  case unclean = "cut.unclean"
  case storm = "cut.storm"
  case midEvent = "cut.mid-event"
  case errorBody = "cut.error-body"

  case unprefixedLine = "wire.unprefixed-line"
  case misspeltField = "wire.misspelt-field"
  case noBlankLine = "wire.no-blank-line"
  case escapedNewlines = "wire.escaped-newlines"
  case strayCR = "wire.stray-cr"
  case idNull = "wire.id-nul"
  case retryInvalid = "wire.retry-invalid"
  case secondBOM = "wire.second-bom"
  case overlong = "wire.overlong"
  case unknownField = "wire.unknown-field"
  case retryOdd = "wire.retry-odd"

  case contentType = "head.content-type"
  case charset = "head.charset"
  case cached = "head.cached"
  case noCache = "head.no-cache"
  case http10 = "head.http10"
  case noFraming = "head.no-framing"
  case length = "head.length"

  case missing = "id.missing"
  case repeated = "id.repeated"
  case late = "id.late"
  case noID = "id.none"

  case noBeat = "beat.none"
  case rareBeat = "beat.rare"

  // Those of `--diagnose` alone, which takes more than one request.
  case nothing = "delivery.nothing"
  case resumeIgnored = "id.resume-ignored"
  case http1Limit = "head.http1-limit"
  case cors = "head.cors"

  /// How the rule is told, its severity, its certainty, what helps.
  package var rule: FindingRule { FindingRule.of(self) }
}
