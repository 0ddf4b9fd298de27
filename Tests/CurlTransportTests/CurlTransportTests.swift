import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

/// All of it one after another: some tests count what the process holds.
@Suite(.serialized, .timeLimit(.minutes(20)))
enum CurlTransportTests {}

extension CurlRequest {
  /// Independent of the proxies that the environment names.
  static func direct(_ url: String) -> CurlRequest {
    var request = CurlRequest(url: url)
    request.route.proxy = ""
    return request
  }

  /// Asks through a proxy.
  static func via(_ proxy: String, _ url: String) -> CurlRequest {
    var request = CurlRequest(url: url)
    request.route.proxy = proxy
    return request
  }
}

extension CurlEngine {
  func open(_ url: String, lastEventID: String = "") async throws -> Response {
    try await transport(for: .direct(url)).open(lastEventID: Array(lastEventID.utf8))
  }

  /// Asks and reads to the end. Returns what it ended with; `nil` is the end that HTTP wants.
  func failure(_ url: String) async -> Disconnection? {
    await failure(.direct(url))
  }

  func failure(_ request: CurlRequest) async -> Disconnection? {
    do {
      _ = try await transport(for: request).open(lastEventID: []).body()
      return nil
    } catch {
      return error as? Disconnection ?? .other(code: -1, "\(error)")
    }
  }
}

extension Response {
  /// All of the body.
  func body() async throws -> [UInt8] {
    var body: [UInt8] = []
    for try await chunk in chunks { body += chunk }
    return body
  }
}

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}

extension Transport {
  /// For tests that do not look at how the request gets there.
  func open(lastEventID: [UInt8]) async throws -> Response { try await open(lastEventID: lastEventID) { _ in } }
}
