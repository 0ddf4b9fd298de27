import Testing

@testable import Findings

@Suite struct TableTests {
  @Test func `each code has a title, a rule in words, and at most three remedies`() {
    for code in FindingCode.allCases {
      let rule = code.rule
      #expect(!rule.title.isEmpty && !rule.when.isEmpty, "\(code.rawValue)")
      #expect(!rule.title.contains("\n") && !rule.when.contains("\n"), "\(code.rawValue)")
      #expect(rule.remedies.count <= Finding.remedyLimit, "\(code.rawValue)")
      // What is wrong can be mended.
      #expect(rule.severity == .note || !rule.remedies.isEmpty, "\(code.rawValue)")
    }
  }
}
