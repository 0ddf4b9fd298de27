/// Decides which settings hold where several speak of the same thing.
///
/// Of a setting that there can be only one of, the parser takes the last. Those that add up are decided here: what the
/// command line says of data, of cookies, or of a header takes the place of what the defaults say of it.
enum Precedence {
  static func settings(_ given: [OptionWord], over defaults: [OptionWord]) -> [OptionWord] {
    let topics = Set(given.compactMap(topic))
    let wantsRetries = given.contains { $0.name == "max-retries" }
    let kept = defaults.filter { setting in
      !(topic(setting).map(topics.contains) ?? false) && !(wantsRetries && setting.name == "no-reconnect")
    }
    return withoutTakenBack(kept + given)
  }

  /// A `--no-` takes back what stands before it, wherever that came from.
  private static func withoutTakenBack(_ settings: [OptionWord]) -> [OptionWord] {
    var kept: [OptionWord] = []
    var takenBack: Set<String> = []
    for setting in settings.reversed() {
      if setting.isNegated {
        takenBack.insert(setting.name)
      } else if !takenBack.contains(setting.name) {
        kept.append(setting)
      }
    }
    return kept.reversed()
  }

  private static func topic(_ setting: OptionWord) -> String? {
    switch setting.name {
    case "data", "data-raw", "data-binary", "data-urlencode", "json": "data"
    // Each is a header too, or takes the place of one.
    case "user", "oauth2-bearer", "netrc", "netrc-file", "netrc-optional": "header authorization"
    case "cookie", "accept", "user-agent", "referer": "header \(setting.name)"
    case "header": setting.value.flatMap { HeaderLine.name(in: $0) }.map { "header \($0)" }
    default: nil
    }
  }
}
