/// The names under which a server may be asked.
///
/// A browser lets a page of any site read what comes from the page's own name and port. Who owns the name may let it
/// point to this machine (DNS rebinding): so a server for this machine alone answers to this machine's names alone.
struct ServedHosts: Sendable {
  private let isOpen: Bool
  private let own: String?

  /// - Parameters:
  ///   - host: what the user wants the server to listen on.
  ///   - address: what that is, as in a URL: `127.0.0.1`, `[::1]`.
  init(listeningOn host: String, at address: String) {
    isOpen = Authority(address)?.isLoopback != true
    own = Authority(host)?.host
  }

  static let loopback = ServedHosts(listeningOn: "localhost", at: "127.0.0.1")

  func contains(_ authority: Authority) -> Bool { isOpen || authority.isLoopback || authority.host == own }
}
