extension OptionTable {
  /// What `--help` shows, in its order.
  static let sections: [Section] = [
    Section(title: "Request", options: requestOptions), Section(title: "Connection", options: connectionOptions),
    Section(title: "TLS", options: tlsOptions), Section(title: "Stream", options: streamOptions),
    Section(title: "Input", options: inputOptions), Section(title: "Recording", options: recordingOptions),
    Section(title: "Output", options: outputOptions), Section(title: "Alerts", options: alertOptions),
    Section(title: "Diagnosis", options: diagnosisOptions), Section(title: "Comparison", options: comparisonOptions),
    Section(title: "Display", options: displayOptions), Section(title: "Receipt", options: receiptOptions),
    Section(title: "", options: questions),
  ]

  /// What asks for a text, and no run.
  private static let questions: [Option] = [
    handled("version", letter: "V", Help(text: "Show the version.")),
    handled("help", letter: "h", Help(text: "Show help information.")),
    row("generate-completion-script", .value),
  ]

  /// Those of curl's that stand in many of its lines.
  static let usualCurlOptions: [Option] = ignoredFlags + ignoredValues + refusedOptions

  private static let ignoredFlags: [Option] = [
    row("no-buffer", "N", .ignoredFlag),
    row("fail", "f", .ignoredFlag),
    row("fail-with-body", .ignoredFlag),
    row("fail-early", .ignoredFlag),
    row("include", "i", .ignoredFlag),
    row("verbose", "v", .ignoredFlag),
    row("location", "L", .ignoredFlag),
    row("globoff", "g", .ignoredFlag),
    row("progress-bar", "#", .ignoredFlag),
    row("progress-meter", .ignoredFlag),
    row("styled-output", .ignoredFlag),
    row("basic", .ignoredFlag),
    row("tcp-nodelay", .ignoredFlag),
    row("tcp-fastopen", .ignoredFlag),
    row("keepalive", .ignoredFlag),
    row("alpn", .ignoredFlag),
    row("tlsv1", "1", .ignoredFlag),
    row("tlsv1.0", .ignoredFlag),
    row("tlsv1.1", .ignoredFlag),
    row("ssl-no-revoke", .ignoredFlag),
    row("retry-all-errors", .ignoredFlag),
    row("retry-connrefused", .ignoredFlag),
  ]

  private static let ignoredValues: [Option] = [
    row("write-out", "w", .ignoredValue),
    row("retry-max-time", .ignoredValue),
    row("keepalive-time", .ignoredValue),
    row("max-filesize", .ignoredValue),
  ]

  private static let refusedOptions: [Option] = [
    row("remote-name", "O", .refused("a stream's URL names no file; -o FILE names one")),
    row("head", "I", .refused("a response to HEAD has no events")),
    row("form", "F", .refused("multipart forms are not supported; --data-binary @FILE sends one made before")),
    row("upload-file", "T", .refused("--data-binary @FILE with -X PUT sends a file")),
    row("cookie-jar", "c", .refused("cookies are not kept")),
    row("dump-header", "D", .refused("headers are not written to a file")),
    row("next", ":", .refused("the options hold for all URLs; start sse-top once more for other ones")),
    row("range", "r", .refused("a part of a stream cannot be asked for")),
    row("continue-at", "C", .refused("a stream is resumed by --last-event-id")),
    row("http1.0", "0", .refused("HTTP/1.0 is not supported; HTTP/1.1 and HTTP/2 are")),
    row("http3", .refused("HTTP/3 is not supported; HTTP/1.1 and HTTP/2 are")),
    row("location-trusted", .refused("credentials go to the first origin only")),
    row("proto", .refused("only http and https are used anyway")),
    row("path-as-is", .refused("dots in a path are resolved")),
    row("digest", .refused("of the ways to log in, Basic (-u) and bearer (--oauth2-bearer) are supported")),
    row("ntlm", .refused("of the ways to log in, Basic (-u) and bearer (--oauth2-bearer) are supported")),
    row("negotiate", .refused("of the ways to log in, Basic (-u) and bearer (--oauth2-bearer) are supported")),
    row("anyauth", .refused("of the ways to log in, Basic (-u) and bearer (--oauth2-bearer) are supported")),
  ]
}
