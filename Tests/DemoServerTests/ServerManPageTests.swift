import TestSupport
import Testing
import Usage

@testable import sse_demo_server

@Suite struct ServerManPageTests {
  @Test func `the manual of the demo server is that of its options`() throws {
    #expect(try ManPage.isRecorded(.ofServer), "RECORD=1 swift test --filter ManPageTests writes it anew")
  }

  @Test(.enabled(if: ManualFormatter.isThere, "mandoc or groff is not installed"))
  func `no formatter has anything to say of the manual`() throws {
    #expect(try ManualFormatter.complaints(of: "sse-demo-server") == [])
  }
}
