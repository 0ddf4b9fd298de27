import Testing

@testable import sse_top

@MainActor @Suite struct BacktracesTests {
  @Test(
    arguments: [
      (nil, "interactive=no"), ("", "interactive=no"), ("color=no", "interactive=no,color=no"),
      ("interactive=yes", nil), ("enable=yes,interactive=no", nil), ("interactive=no", nil),
    ] as [(String?, String?)])
  func `A backtracer is told not to ask, unless the user has said whether to`(old: String?, expected: String?) {
    #expect(Backtraces.settings(changing: old) == expected)
  }
}
