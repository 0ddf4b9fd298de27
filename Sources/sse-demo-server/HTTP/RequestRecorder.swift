import Glibc
import NIOCore
import NIOHTTP1
import Text

/// Writes down what clients ask for, one JSON object a line.
///
/// Each line is one `write`, so that it is there as a whole even if the server is killed.
struct RequestRecorder: Sendable {
  private let file: AppendedFile
  private let log: any Log

  /// Appends to a file. Throws a `ServerFailure`.
  init(path: String, log: any Log) throws {
    file = try AppendedFile(path: path)
    self.log = log
  }

  /// Writes a request down; of a body, the first mebibyte, and only if the route takes one.
  func record(_ request: Request, target: String) {
    if let failure = file.append(ByteBuffer(string: Self.line(request, target: target))) {
      log.say("cannot write the record of requests: \(reason(failure))")
    }
  }

  /// `headers` is a list of pairs, since names may come twice; `body` is base64 if it is not UTF-8.
  static func line(_ request: Request, target: String) -> String {
    let bytes = request.body.readableBytesView
    let body: String
    if bytes.isEmpty {
      body = "null"
    } else if let text = String(validating: bytes, as: UTF8.self) {
      body = JSONText.object(["text": JSONText.quoted(text)])
    } else {
      body = JSONText.object(["base64": JSONText.quoted(Base64.text(Array(bytes)))])
    }
    return JSONText.object([
      "method": JSONText.quoted(request.method.rawValue), "target": JSONText.quoted(target),
      "headers": JSONText.array(
        request.headers.map { JSONText.array([JSONText.quoted($0.name), JSONText.quoted($0.value)]) }),
      "lastEventID": request.lastEventID.map { JSONText.quoted($0) } ?? "null", "body": body,
    ]) + "\n"
  }
}
