import EventFields
import Findings
package import StreamModel
package import Text

/// A JSON object a line: events, comments, changes of state.
package struct NDJSONLines: Sendable {
  private let reader: JSONText.Reader
  /// Whether data that is JSON stands there as JSON, digits and escapes as they came.
  private let parsesData: Bool
  /// `,"url":"…"` for each source; empty where there is but one.
  private let places: [[UInt8]]

  // Not static: each of those would be asked for whether it is there, at each event.
  private let beginning = Array("{\"at\":\"".utf8)
  private let beforeType = Array(",\"event\":\"".utf8)
  private let beforeID = Array("\",\"id\":\"".utf8)
  private let defaultType = Array(",\"event\":\"message\",\"id\":\"".utf8)
  private let beforeData = Array("\",\"data\":\"".utf8)
  private let end = Array("\"}\n".utf8)
  private static let parsedData = Array("\",\"data\":".utf8)
  private static let comment = Array(",\"comment\":\"".utf8)

  /// - Parameter urls: of the sources, as they may be shown.
  package init(urls: [String], for reader: JSONText.Reader = .program, parsesData: Bool = false) {
    self.reader = reader
    self.parsesData = parsesData
    places = urls.map { url in
      guard urls.count > 1 else { return [] }
      var place = Array(",\"url\":\"".utf8)
      JSONText.append(url, to: &place, for: reader)
      return place + [UInt8(ascii: "\"")]
    }
  }

  package func event(_ record: Record, in log: EventLog, at time: [UInt8], to output: inout [UInt8]) {
    begin(record, at: time, &output)
    log.withTexts(of: record) { texts in
      if texts.type.isEmpty {
        output.append(contentsOf: defaultType)
      } else {
        output.append(contentsOf: beforeType)
        JSONText.append(texts.type, to: &output, for: reader)
        output.append(contentsOf: beforeID)
      }
      if !texts.id.isEmpty { JSONText.append(texts.id, to: &output, for: reader) }
      if parsesData, appendParsed(texts.data, to: &output) { return }
      output.append(contentsOf: beforeData)
      JSONText.append(texts.data, to: &output, for: reader)
      output.append(contentsOf: end)
    }
  }

  /// - Returns: whether the data is JSON; if not, nothing was written.
  private func appendParsed(_ data: UnsafeRawBufferPointer, to output: inout [UInt8]) -> Bool {
    let first = output.count
    output.append(contentsOf: Self.parsedData)
    guard JSONLine.append(data, to: &output, for: reader) else {
      output.removeSubrange(first...)
      return false
    }
    output.append(contentsOf: "}\n".utf8)
    return true
  }

  func comment(_ record: Record, in log: EventLog, at time: [UInt8], to output: inout [UInt8]) {
    begin(record, at: time, &output)
    output.append(contentsOf: Self.comment)
    log.withData(record) { JSONText.append($0, to: &output, for: reader) }
    output.append(contentsOf: end)
  }

  func change(_ change: StateChange, at time: [UInt8], to output: inout [UInt8]) {
    begin(source: change.source, at: time, &output)
    output.append(contentsOf: ",\"state\":\"\(change.name)\"".utf8)
    for (key, value) in change.facts {
      output.append(contentsOf: ",\"\(key)\":".utf8)
      switch value {
      case .number(let number): output.append(contentsOf: String(number).utf8)
      case .text(let text):
        output.append(UInt8(ascii: "\""))
        JSONText.append(text, to: &output, for: reader)
        output.append(UInt8(ascii: "\""))
      }
    }
    output.append(contentsOf: "}\n".utf8)
  }

  func finding(_ finding: Finding, of source: Int, at time: [UInt8], to output: inout [UInt8]) {
    begin(source: source, at: time, &output)
    output.append(contentsOf: ",\"finding\":\"\(finding.code.rawValue)\"".utf8)
    output.append(contentsOf: ",\"severity\":\"\(finding.severity.rawValue)\"".utf8)
    output.append(contentsOf: ",\"certainty\":\"\(finding.certainty.rawValue)\",\"title\":\"".utf8)
    JSONText.append(finding.title, to: &output, for: reader)
    output.append(contentsOf: "\",\"count\":\(finding.count)}\n".utf8)
  }

  private func begin(_ record: Record, at time: [UInt8], _ output: inout [UInt8]) {
    begin(source: Int(record.source), at: time, &output)
  }

  private func begin(source: Int, at time: [UInt8], _ output: inout [UInt8]) {
    output.append(contentsOf: beginning)
    output.append(contentsOf: time)
    output.append(UInt8(ascii: "\""))
    if places.count > 1 { output.append(contentsOf: places[source]) }
  }
}
