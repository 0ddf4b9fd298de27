import ArgumentParser

extension SSETopCommand {
  /// What settings mean, in order.
  ///
  /// The argument parser's work grows with the square of its words, and there may be thousands of settings. So it gets
  /// each option once: where there can be only one the last, which is the one that it would take. What adds up is text
  /// that it takes as it is, and is put in behind it.
  static func read(_ settings: [Setting]) throws(UsageError) -> SSETopCommand {
    var last: [String: Int] = [:]
    for (place, setting) in settings.enumerated() { last[setting.name] = place }
    var words: [String] = []
    var urls: [String] = []
    var texts: [String: [Placed]] = [:]
    var checked: Set<String> = []
    for (place, setting) in settings.enumerated() {
      let value = setting.value ?? ""
      if setting.name == "url" {
        urls.append(value)
      } else if adding[setting.name] != nil {
        texts[setting.name, default: []].append(Placed(place: place, value: value))
      } else if last[setting.name] == place {
        words.append(setting.parserWord(place: place))
      } else if setting.isAmount, checked.insert(setting.parserWord(place: 0)).inserted {
        // It does not count, and is to be right all the same.
        _ = try parsed([setting.parserWord(place: place)])
      }
    }
    var command = try parsed(words)
    command.urls = urls
    for (name, path) in adding { command[keyPath: path] = texts[name] ?? [] }
    return command
  }

  /// The options that may be given again for more.
  static let adding: [String: any WritableKeyPath<SSETopCommand, [Placed]> & Sendable] = [
    "header": \.request.headers, "data": \.request.data, "data-raw": \.request.rawData,
    "data-binary": \.request.binaryData, "data-urlencode": \.request.encodedData, "url-query": \.request.queryParts,
    "json": \.request.json,
    "cookie": \.request.cookies, "resolve": \.connection.resolve, "connect-to": \.connection.connectTo,
    "column": \.output.columnPaths,
    "type": \.output.types, "exclude-type": \.output.excludedTypes, "expect": \.output.expected,
    "name": \.display.names,
  ]

  private static func parsed(_ words: [String]) throws(UsageError) -> SSETopCommand {
    do { return try parse(words) } catch { throw UsageError(message(for: error)) }
  }
}

extension Setting {
  fileprivate var isAmount: Bool { Dialect.option(named: name)?.meaning == .amount }

  /// In the one form that leaves the argument parser nothing to guess.
  ///
  /// - Parameter place: among the settings.
  func parserWord(place: Int) -> String {
    guard let value else { return "--\(name)" }
    let isPlaced = Dialect.option(named: name)?.isText == true
    return "--\(name)=\(isPlaced ? Placed(place: place, value: value).argument : value)"
  }
}
