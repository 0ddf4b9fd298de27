internal import CCurl
internal import StreamModel

/// The header lines of a request, in the form that `CURLOPT_HTTPHEADER` takes.
///
/// libcurl reads three forms: `Name: value` is sent as it is, `Name:` removes a header of libcurl's own, and `Name;`
/// sends one without a value.
struct RequestHeaders {
  private let request: CurlRequest
  private let lastEventID: [UInt8]

  init(_ request: CurlRequest, lastEventID: [UInt8]) {
    self.request = request
    self.lastEventID = lastEventID
  }

  /// - Parameter isAbroad: whether another origin was asked by now, after which Fetch sends no `Authorization`.
  /// - Throws: if a name is not a token (RFC 9110, 5.6.2) or a value holds what would end the line.
  func lines(isAbroad: Bool = false) throws(Disconnection) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for (name, value) in [
      ("Accept", request.accept), ("Cache-Control", "no-cache"), ("Pragma", "no-cache"),
    ]
    where !isGiven(name) {
      lines.append(Self.line(name, Array(value.utf8)))
    }
    // A body that comes encoded is decoded, but none is asked for: proxies hold encoded streams back.
    if !isGiven("Accept-Encoding") { lines.append(Array("Accept-Encoding:".utf8)) }
    for header in request.headers
    where (lastEventID.isEmpty || !Self.same(header.name, "Last-Event-ID"))
      && !(isAbroad && Self.same(header.name, "Authorization"))
    {
      guard Self.isToken(header.name) else { throw Self.refusal("a header's name is not a token") }
      guard let value = header.value else {
        lines.append(Array("\(header.name):".utf8))
        continue
      }
      guard Self.fitsOnALine(value.utf8) else {
        throw Self.refusal("\(header.name) holds a line break or NUL")
      }
      lines.append(Self.line(header.name, Array(value.utf8)))
    }
    if !lastEventID.isEmpty {
      guard Self.fitsOnALine(lastEventID) else {
        throw Self.refusal("Last-Event-ID holds a line break or NUL")
      }
      lines.append(Self.line("Last-Event-ID", lastEventID))
    }
    return lines
  }

  private func isGiven(_ name: String) -> Bool {
    request.headers.contains { Self.same($0.name, name) }
  }

  private static func line(_ name: String, _ value: [UInt8]) -> [UInt8] {
    // libcurl skips what C's isspace calls blank and takes what is left over as empty.
    let isBlank = value.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return isBlank ? Array("\(name);".utf8) : Array("\(name): ".utf8) + value
  }

  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  private static func fitsOnALine(_ value: some Sequence<UInt8>) -> Bool {
    value.allSatisfy { $0 != 0x00 && $0 != 0x0A && $0 != 0x0D }
  }

  private static func same(_ name: String, _ other: String) -> Bool {
    name.lowercased() == other.lowercased()
  }

  private static func refusal(_ why: String) -> Disconnection {
    .other(code: Int(CURLE_BAD_FUNCTION_ARGUMENT.rawValue), why)
  }
}
