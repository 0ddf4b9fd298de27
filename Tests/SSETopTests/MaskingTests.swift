import Testing

@testable import sse_top

@Suite struct MaskingTests {
  @Test(arguments: [
    "Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "X-API-Key", "x-auth-token", "Client-Secret",
    "X-Amz-Security-Token", "X-Session",
  ])
  func `the value of a header that may be a secret is hidden`(name: String) {
    #expect(Masking.isSecret(name))
  }

  @Test(arguments: ["Accept", "Content-Type", "Last-Event-ID", "Cache-Control", "Server", "X-Request-ID"])
  func `other values are shown`(name: String) { #expect(!Masking.isSecret(name)) }
}
