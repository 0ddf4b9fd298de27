import NIOCore

/// What the access log tells about one request.
struct Access {
  enum Stage {
    case answered
    case opened
    case ended(after: TimeAmount, bytes: Int)
  }

  let client: String
  let method: String
  let target: String
  let status: Int
  let lastEventID: String?
  var stage: Stage
  var secondsSince1970: Int

  /// The line for people.
  var line: String {
    let start = "\(client) \(method) \(JSONText.quoted(target.prefix(500))) \(status)"
    switch stage {
    case .answered: return start
    case .opened:
      return start + " open" + (lastEventID.map { ", Last-Event-ID \(JSONText.quoted($0.prefix(100)))" } ?? "")
    case .ended(let time, let bytes):
      return start + " ended after \(Self.seconds(time)) s, \(bytes) bytes"
    }
  }

  /// The line for programs: one object.
  var json: String {
    let name: String
    var more = ""
    switch stage {
    case .answered: name = "answered"
    case .opened: name = "opened"
    case .ended(let time, let bytes):
      name = "ended"
      more = #","seconds":\#(Self.seconds(time)),"bytes":\#(bytes)"#
    }
    let start = JSONText.object([
      "time": String(secondsSince1970), "log": JSONText.quoted(name), "client": JSONText.quoted(client),
      "method": JSONText.quoted(method), "target": JSONText.quoted(target), "status": String(status),
      "lastEventID": lastEventID.map { JSONText.quoted($0) } ?? "null",
    ])
    return start.dropLast() + more + "}"
  }

  private static func seconds(_ time: TimeAmount) -> String {
    let tenths = time.nanoseconds / 100_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
