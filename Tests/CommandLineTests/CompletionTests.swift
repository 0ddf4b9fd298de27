import Foundation
import TestSupport
import Testing
import Usage

@testable import CommandLine

/// What shells load; what they do with it is a terminal test.
@MainActor @Suite struct CompletionTests {
  private func script(_ shell: String) throws -> String {
    let reading = try Invocation.read(["--generate-completion-script", shell], in: .made())
    guard case .say(let text) = reading else { throw NotAText() }
    return text
  }

  private struct NotAText: Error {}

  @Test(arguments: ["bash", "zsh", "fish"]) func `every option that is shown can be completed`(shell: String) throws {
    let script = try script(shell)
    let shown = HelpText(.ofSSETop, columns: 80).text.matches(of: /--([a-z0-9.-]+)/).map { String($0.1) }
    #expect(shown.contains("http1.1"))
    for name in shown where OptionTable.option(named: name) != nil {
      #expect(script.contains(shell == "fish" ? "-l '\(name)'" : "--\(name)"), "\(name)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `values that are known are offered`(shell: String) throws {
    let script = try script(shell)
    #expect(script.contains("default light dark high-contrast monochrome"))
    #expect(script.contains("ndjson data sse tsv text answer none"))
  }

  @Test func `another shell is named as what it is not`() {
    let error = #expect(throws: UsageError.self) {
      try Invocation.read(["--generate-completion-script", "tcsh"], in: .made())
    }
    #expect(error?.message == "The value of --generate-completion-script is bash, zsh or fish.")
  }

  /// A help text with everything that means something to a shell.
  @Test(arguments: CompletionScript.allCases) func `no text of an option is read by a shell`(shell: CompletionScript)
    throws
  {
    var option = ProgramHelp.Argument(.option, value: "b:c[d]", text: #"it's [$(touch x)] `y`: "z" \ {a,b} *."#)
    (option.name, option.letter, option.values) = ("an.option", "a", .folders)
    let script = shell.text(for: ProgramHelp(name: "x", abstract: "", discussion: "", arguments: [option]))
    let folder = try TemporaryFolder()
    try folder.write(Array(script.utf8), "script")
    for arguments in [["-n", "script"], ["-c", "compdef() { :; }; . ./script"]].prefix(shell == .fish ? 1 : 2) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [shell.rawValue] + arguments
      process.currentDirectoryURL = folder.url
      try process.run()
      process.waitUntilExit()
      // env's own status for what is not installed.
      #expect([0, 127].contains(process.terminationStatus))
    }
    #expect(folder.names == ["script"])
  }
}
