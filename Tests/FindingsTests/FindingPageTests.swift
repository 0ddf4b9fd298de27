import Foundation
import Testing

@testable import Findings

/// docs/findings has a page about each finding; `RECORD=1` writes them anew.
@Suite struct FindingPageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/findings").standardizedFileURL

  @Test func `each finding has its page, and no other has one`() throws {
    let pages = FindingCode.allCases.map { FindingPage(code: $0) }
    var texts = Dictionary(uniqueKeysWithValues: pages.map { ($0.name, $0.text) })
    texts["README.md"] = FindingPage.index
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try? FileManager.default.removeItem(at: Self.folder)
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      for (name, text) in texts { try Data(text.utf8).write(to: Self.folder.appending(path: name)) }
    }
    let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(there) == Set(texts.keys), "RECORD=1 swift test --filter FindingPageTests writes them anew")
    for (name, text) in texts where there.contains(name) {
      let isSame = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8) == text
      #expect(isSame, "docs/findings/\(name): RECORD=1 swift test --filter FindingPageTests writes it anew")
    }
  }

  @Test func `every finding is in the list`() {
    for code in FindingCode.allCases {
      #expect(FindingPage.index.contains("(\(code.rawValue).md)"), "\(code.rawValue) is of no area")
    }
  }
}
