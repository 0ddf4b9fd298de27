import StreamModel
package import Text

/// How far a diagnosis is, on one line of a terminal.
package enum ProgressText {
  package static func line(
    _ requests: [ExaminedRequest], of duration: Duration?, after elapsed: Duration, columns: Int,
    glyphs: Glyphs
  ) -> String {
    let whole = Int(max(elapsed, .zero) / .seconds(1))
    let time = duration.map { "\(whole) of \(Wording.seconds($0))" } ?? "\(whole) s"
    let parts = requests.map { "\(name($0.kind)): \(standing($0))" }
    return CleanText.cleaned(
      ([time] + parts).joined(separator: "  "), columns: max(columns - 2, 1), glyphs: glyphs)
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
