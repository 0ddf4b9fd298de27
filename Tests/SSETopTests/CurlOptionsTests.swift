import Foundation
import Testing

@testable import CommandLine

/// Every option of the installed curl is known, whatever becomes of it.
@MainActor @Suite(.enabled(if: CurlComparison.curl != nil, "curl is not installed"))
struct CurlOptionsTests {
  /// One line of `curl --help all`.
  struct Entry {
    var letter: Unicode.Scalar?
    var name: String
    var takesValue: Bool

    /// `nil` for a line that lists no option.
    init?(_ line: some StringProtocol) {
      guard let match = String(line).wholeMatch(of: #/ *(?:-(.), )? *--([^ ]+)(?: ([<\[].*))?.*/#) else { return nil }
      (letter, name) = (match.1?.unicodeScalars.first, String(match.2))
      takesValue = match.3 != nil
    }
  }

  static func entries() throws -> [Entry] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(CurlComparison.curl))
    process.arguments = ["--help", "all"]
    let output = Foundation.Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").compactMap { Entry($0) }
  }

  @Test func `each option of curl has a row`() throws {
    let entries = try Self.entries()
    #expect(entries.count > 200)
    for entry in entries {
      let negated = entry.name.hasPrefix("no-") ? OptionTable.option(named: entry.name.dropFirst(3)) : nil
      let option = OptionTable.option(named: entry.name) ?? negated.flatMap { $0.isFlag ? $0 : nil }
      #expect(option != nil, "--\(entry.name)")
      guard let option else { continue }
      if let letter = entry.letter { #expect(OptionTable.option(lettered: letter)?.name == option.name, "-\(letter)") }
      // --help takes a category, and none.
      guard !option.isRefused, option.name != "help" else { continue }
      #expect(option.takesValue == entry.takesValue, "--\(entry.name)")
    }
  }
}
