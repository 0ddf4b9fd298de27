/// The options of TLS: which certificates to trust, and which to send.
struct TLSOptions: Equatable, Sendable {
  var isInsecure = false
  var caFile: String?
  var caFolder: String?
  var certificate: String?
  var key: String?
  var passphrase: String?
  var minimumVersion: MinimumVersion?
  var maximumVersion: MaximumVersion?

  enum MinimumVersion: String, Sendable {
    case tls12 = "tlsv1.2"
    case tls13 = "tlsv1.3"
  }

  enum MaximumVersion: String, Choice {
    case usual = "default"
    case tls10 = "1.0"
    case tls11 = "1.1"
    case tls12 = "1.2"
    case tls13 = "1.3"
  }
}

extension OptionTable {
  static let tlsOptions: [Option] = [
    flag("insecure", letter: "k", "Trusts any certificate.") { $0.tls.isInsecure = true },
    text("cacert", "file", "The certificates to trust.", completed: .files) { $0.tls.caFile = $1 },
    text("capath", "folder", "A folder of certificates to trust.", completed: .folders) { $0.tls.caFolder = $1 },
    text("cert", letter: "E", "file[:password]", "A client certificate.", completed: .files) {
      $0.tls.certificate = $1
    },
    text("key", "file", "The key of the client certificate, if it is in a file of its own.", completed: .files) {
      $0.tls.key = $1
    },
    text("pass", "phrase", "The key's password.") { $0.tls.passphrase = $1 },
    flag("tlsv1.2", "TLS 1.2 or newer.") { $0.tls.minimumVersion = .tls12 },
    flag("tlsv1.3", "TLS 1.3 or newer.") { $0.tls.minimumVersion = .tls13 },
    choice("tls-max", "version", "The newest TLS to speak: 1.0, 1.1, 1.2, 1.3 or default.") {
      $0.tls.maximumVersion = $1
    },
  ]
}
