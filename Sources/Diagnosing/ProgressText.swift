import StreamModel
package import Text

/// How far a diagnosis is, on one line of a terminal.
package enum ProgressText {
  /// - Parameter all: the requests of each stream.
  package static func line(
    _ all: [[ExaminedRequest]], of duration: Duration?, after elapsed: Duration, columns: Int,
    glyphs: Glyphs
  ) -> String {
    let whole = Int(max(elapsed, .zero) / .seconds(1))
    let time = duration.map { "\(whole) of \(Wording.seconds($0))" } ?? "\(whole) s"
    let parts = all.count == 1 ? all[0].map { "\(name($0.kind)): \(standing($0))" } : sum(all)
    return CleanText.cleaned(
      ([time] + parts).joined(separator: "  "), columns: max(columns - 2, 1), glyphs: glyphs)
  }

  /// What has come of the first requests of several streams.
  private static func sum(_ all: [[ExaminedRequest]]) -> [String] {
    let firsts = all.compactMap(\.first)
    let open = firsts.count { $0.wasOpen }
    return [
      Wording.counted(all.count, "stream"), open < all.count ? "\(open) of them open" : "",
      Wording.counted(firsts.reduce(0) { $0 + $1.source.events }, "event"),
    ].filter { !$0.isEmpty }
  }

  private static func name(_ kind: RequestKind) -> String {
    switch kind {
    case .plain: "as given"
    case .browser: "as browsers ask"
    case .again: "once more"
    case .resume: "to resume"
    case .file: "read"
    }
  }

  private static func standing(_ request: ExaminedRequest) -> String {
    guard request.wasOpen else { return request.end == nil ? "no response yet" : "no stream" }
    return Wording.counted(request.source.events, "event")
  }
}
