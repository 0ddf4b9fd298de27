import CurlTransport
import Foundation

/// A certificate and its key, made for a test, in a folder of their own.
struct TestCertificate {
  let folder: TemporaryFolder
  /// The certificate, which signs itself.
  var path: String { folder.path("certificate.pem") }
  var key: String { folder.path("key.pem") }

  /// For `localhost` only.
  init(isExpired: Bool = false) throws {
    guard let openssl = Tool.openssl else { throw Tool.Failure.missing }
    folder = try TemporaryFolder()
    try openssl.run(
      in: folder.url,
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout key.pem -out certificate.pem"
        + " -subj /CN=localhost -addext subjectAltName=DNS:localhost")
    guard isExpired else { return }
    // Only an authority signs for the past.
    _ = try folder.write(
      "ca.cnf",
      """
      [ca]
      default_ca = d
      [d]
      database = index.txt
      new_certs_dir = .
      default_md = sha256
      rand_serial = yes
      policy = p
      x509_extensions = e
      [p]
      commonName = supplied
      [e]
      subjectAltName = DNS:localhost
      basicConstraints = critical, CA:TRUE
      """)
    _ = try folder.write("index.txt", "")
    try openssl.run(in: folder.url, "req -new -key key.pem -subj /CN=localhost -out request.pem")
    try openssl.run(
      in: folder.url,
      "ca -batch -config ca.cnf -selfsign -keyfile key.pem -in request.pem -out certificate.pem -notext"
        + " -startdate 20200101000000Z -enddate 20200102000000Z")
  }

  /// The key in a form that needs a passphrase.
  func lockedKey(passphrase: String) throws -> String {
    try Tool.openssl?.run(in: folder.url, "pkcs8 -topk8 -in key.pem -out locked.pem -passout pass:\(passphrase)")
    return folder.path("locked.pem")
  }

  /// A folder in which the certificate is found by its hash.
  func rehashed() throws -> String {
    try FileManager.default.createDirectory(atPath: folder.path("trusted"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: path, toPath: folder.path("trusted/certificate.pem"))
    try Tool.openssl?.run(in: folder.url, "rehash trusted")
    return folder.path("trusted")
  }
}

/// A TLS server with a certificate of its own making, for `localhost` only: the `openssl` command.
///
/// It answers every request with a page that says how the connection is encrypted, and closes.
final class TLSServer {
  let port: Int
  /// The certificate, which signs itself.
  var certificate: String { identity.path }
  let identity: TestCertificate
  private let process: Process

  init(isExpired: Bool = false, _ arguments: String...) throws {
    guard let openssl = Tool.openssl else { throw Tool.Failure.missing }
    identity = try TestCertificate(isExpired: isExpired)
    let base = ["s_server", "-accept", "127.0.0.1:0", "-cert", identity.path, "-key", identity.key, "-www"]
    (process, port) = try openssl.serve(in: identity.folder.url, base + arguments) { said in
      said.contains("ACCEPT") ? said.split(separator: ":").last.flatMap { Int($0.prefix(while: \.isNumber)) } : nil
    }
  }

  var url: String { "https://localhost:\(port)/" }

  func stop() { Tool.stop(process) }
}

/// A TLS server that answers anything with the same bytes, and ends as it is told: the `node` command.
final class NodeTLSServer {
  let identity: TestCertificate
  private let port: Int
  private let process: Process

  /// - Parameter isTruncated: whether the connection ends without close_notify.
  init(sending answer: String, isTruncated: Bool) throws {
    guard let node = Tool.node else { throw Tool.Failure.missing }
    identity = try TestCertificate()
    let script = """
      const [answer, end, key, cert] = process.argv.slice(1);
      const tls = require('tls'), read = require('fs').readFileSync;
      const context = tls.createSecureContext({key: read(key), cert: read(cert)});
      require('net').createServer((raw) => {
        raw.on('error', () => {});
        const peer = new tls.TLSSocket(raw, {isServer: true, secureContext: context});
        peer.on('error', () => {});
        peer.once('data', () => {
          // Closed under TLS, which then has no say in it.
          const finish = () => end === 'cut' ? raw.destroy() : peer.end();
          answer === '' ? finish() : peer.write(answer, finish);
        });
      }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
      """
    (process, port) = try node.serve(
      in: identity.folder.url, ["-e", script, answer, isTruncated ? "cut" : "end", identity.key, identity.path]
    ) { Int($0.dropLast()) }
  }

  deinit { Tool.stop(process) }

  var request: CurlRequest {
    var request = CurlRequest.direct("https://localhost:\(port)/")
    request.tls.caFile = identity.path
    return request
  }
}
