import Findings
import StreamModel
import Text

/// An event as a line to read: time, source if there are several, type, ID in brackets, data.
struct EventLine: Sendable {
  let glyphs: Glyphs
  let hasColours: Bool
  /// As they may be shown; empty where there is but one source.
  private let places: [[UInt8]]

  init(urls: [String], glyphs: Glyphs, hasColours: Bool) {
    (self.glyphs, self.hasColours) = (glyphs, hasColours)
    places = urls.map { url in
      var place: [UInt8] = []
      if urls.count > 1 { CleanText.append(url, to: &place, glyphs: glyphs) }
      return place
    }
  }

  func event(_ record: Record, in log: EventLog, at time: String, to output: inout [UInt8]) {
    begin(source: Int(record.source), at: time, &output)
    log.withName(record) { name in part(.type, &output) { CleanText.append(name, to: &$0, glyphs: glyphs) } }
    if record.idLength > 0 {
      output.append(0x20)
      log.withID(record) { id in
        part(.id, &output) {
          $0.append(UInt8(ascii: "["))
          CleanText.append(id, to: &$0, glyphs: glyphs)
          $0.append(UInt8(ascii: "]"))
        }
      }
    }
    output.append(0x20)
    log.withData(record) { CleanText.append($0, to: &output, glyphs: glyphs) }
    output.append(0x0A)
  }

  func comment(_ record: Record, in log: EventLog, at time: String, to output: inout [UInt8]) {
    begin(source: Int(record.source), at: time, &output)
    part(.aside, &output) { output in
      output.append(UInt8(ascii: ":"))
      log.withData(record) { CleanText.append($0, to: &output, glyphs: glyphs) }
    }
    output.append(0x0A)
  }

  func change(_ change: StateChange, at time: String, to output: inout [UInt8]) {
    begin(source: change.source, at: time, &output)
    part(.aside, &output) { output in
      output.append(contentsOf: change.name.utf8)
      for (key, value) in change.facts {
        output.append(contentsOf: " \(key)=".utf8)
        switch value {
        case .number(let number): output.append(contentsOf: String(number).utf8)
        case .text(let text): CleanText.append("\"\(text)\"", to: &output, glyphs: glyphs)
        }
      }
    }
    output.append(0x0A)
  }

  func finding(_ finding: Finding, of source: Int, at time: String, to output: inout [UInt8]) {
    begin(source: source, at: time, &output)
    part(.aside, &output) { output in
      output.append(contentsOf: "\(finding.severity.rawValue) \(finding.code.rawValue), ".utf8)
      output.append(contentsOf: "\(finding.certainty.rawValue): ".utf8)
      CleanText.append(finding.title, to: &output, glyphs: glyphs)
    }
    output.append(0x0A)
  }

  private enum Part: String {
    case time = "\u{1B}[2m"
    case type = "\u{1B}[36m"
    case id = "\u{1B}[33m"
    case aside = "\u{1B}[2;3m"
  }

  private func begin(source: Int, at time: String, _ output: inout [UInt8]) {
    part(.time, &output) { $0.append(contentsOf: time.utf8) }
    output.append(0x20)
    guard places.count > 1 else { return }
    output.append(contentsOf: places[source])
    output.append(0x20)
  }

  private func part(_ part: Part, _ output: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
    guard hasColours else { return body(&output) }
    output.append(contentsOf: part.rawValue.utf8)
    body(&output)
    output.append(contentsOf: "\u{1B}[0m".utf8)
  }
}
