// What a stranger says in a response's head, and what a user types as a URL: no crash, and no secret shown.

@testable import StreamModel

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  let names = ["Content-Type", "Retry-After", "Date"]
  let headers = lines.enumerated().map { ResponseHead.Header(name: names[$0 % 3], value: $1) }
  for status in [200, 503, 204, Int(bytes.first ?? 0) + 200] {
    let policy = ReconnectionPolicy(retryLimit: 3, retriedStatuses: StatusSet("5xx") ?? StatusSet())
    var machine = ConnectionMachine(policy: policy)
    _ = machine.connect()
    switch machine.responded(ResponseHead(status: status, headers: headers), at: .start) {
    case .wait(let until): precondition(until.sinceStart >= .zero && until.sinceStart <= .seconds(3600))
    case .read: precondition(status == 200)
    case .finish, .connect: break
    }
  }
  for line in lines {
    _ = StatusSet(line)
    _ = SourceURL(line).displayed
  }
  let secret = SourceURL("http://name:s3cr3t@host/" + String(decoding: bytes, as: UTF8.self))
  precondition(!secret.displayed.contains("s3cr3t") || String(decoding: bytes, as: UTF8.self).contains("s3cr3t"))
  return 0
}
