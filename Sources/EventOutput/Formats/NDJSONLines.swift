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

  private static let parsedData = Array("\",\"data\":".utf8)
  private static let end = Array("\"}\n".utf8)
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
    log.withTexts(of: record) { texts in
      ByteBlock.gather(into: &output) { line in
        begin(source: Int(record.source), at: time, &line)
        if texts.type.isEmpty {
          line.append(",\"event\":\"message\",\"id\":\"")
        } else {
          line.append(",\"event\":\"")
          JSONText.append(texts.type, to: &line, for: reader)
          line.append("\",\"id\":\"")
        }
        if !texts.id.isEmpty { JSONText.append(texts.id, to: &line, for: reader) }
        guard !parsesData else { return }
        appendText(texts.data, to: &line)
      }
      guard parsesData, !appendParsed(texts.data, to: &output) else { return }
      ByteBlock.gather(into: &output) { appendText(texts.data, to: &$0) }
    }
  }

  @inline(__always)
  private func appendText(_ data: UnsafeRawBufferPointer, to line: inout ByteBlock) {
    line.append("\",\"data\":\"")
    JSONText.append(data, to: &line, for: reader)
    line.append("\"}\n")
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
    begin(source: Int(record.source), at: time, &output)
    output.append(contentsOf: Self.comment)
    log.withData(record) { JSONText.append($0, to: &output, for: reader) }
    output.append(contentsOf: Self.end)
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

  private func begin(source: Int, at time: [UInt8], _ output: inout [UInt8]) {
    ByteBlock.gather(into: &output) { begin(source: source, at: time, &$0) }
  }

  @inline(__always)
  private func begin(source: Int, at time: [UInt8], _ line: inout ByteBlock) {
    line.append("{\"at\":\"")
    line.append(time)
    line.append("\"")
    if places.count > 1 { line.append(places[source]) }
  }
}
