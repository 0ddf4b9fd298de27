// What a user types, has in a file of defaults or pastes: no crash, and only files that the test allows are read.
// The first byte says as what the rest is taken.

import Usage

@testable import CommandLine

private let environment = Environment(
  variable: { _ in nil },
  readFile: { (path) throws(Environment.ReadFailure) in
    guard path.utf8.count < 3 else { throw .notFound }
    return Array("-H a:b\n--data=\(path)\nfile".utf8)
  },
  readInput: { () throws(Environment.ReadFailure) in [0x61, 0x0A, 0x00] })

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let kind = bytes.first else { return 0 }
  let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
  do {
    switch kind % 4 {
    case 0:
      let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      _ = try ConfigFiles.expanding(OptionWords.settings(words, from: .commandLine), in: environment)
    case 1: _ = try CurlConfig.settings(text, path: "k")
    case 2: _ = try Defaults.lines(of: text, path: "c")
    default:
      _ = try HeaderLine.headers(text, in: environment)
      for kind: Body.Kind in [.data, .raw, .binary, .urlEncoded, .json] {
        _ = try Body.bytes(of: [Body.Part(kind: kind, text: text), Body.Part(kind: kind, text: "x")], in: environment)
      }
    }
  } catch {
    precondition(!"\(error)".isEmpty)
  }
  _ = try? ShellWords.words(of: text)
  _ = NearestName.sentence(unknown: text, among: ["data", "data-raw", "header", "max-time"])
  return 0
}
