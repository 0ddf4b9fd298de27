/// The rest of curl's options, so that each of them is known: without a difference here, or refused with the nearest
/// that there is.
extension OptionTable {
  static let curlOptions: [Option] =
    ignored(flags: flagsOfTheRequest + flagsOfOtherProtocols, values: valuesOfTheRequest + valuesOfOtherProtocols)
    + letteredOptions + refusedRequests + refusedRoutes + refusedTLS + refusedFiles

  private static func ignored(flags: [String], values: [String]) -> [Option] {
    flags.map { row($0, .ignoredFlag) } + values.map { row($0, .ignoredValue) }
  }

  private static func refused(_ why: String, _ names: String...) -> [Option] {
    names.map { row($0, .refused(why)) }
  }

  private static let flagsOfTheRequest = [
    "ca-native", "clobber", "create-dirs", "doh-cert-status", "doh-insecure", "false-start", "follow", "mptcp", "npn",
    "parallel-immediate", "proxy-basic", "proxy-ca-native", "proxy-ssl-allow-beast", "proxy-ssl-auto-client-cert",
    "proxy-tlsv1", "remove-on-error", "sessionid", "socks5-basic", "ssl-allow-beast", "ssl-auto-client-cert",
    "ssl-revoke-best-effort", "suppress-connect-headers", "tls-earlydata", "tr-encoding", "trace-ids", "trace-time",
    "xattr", "proxy-http2", "dump-ca-embed",
  ]

  private static let valuesOfTheRequest = [
    "alt-svc", "delegation", "egd-file", "expect100-timeout", "happy-eyeballs-timeout-ms", "ip-tos", "keepalive-cnt",
    "parallel-max", "parallel-max-host", "random-file", "rate", "trace-config", "vlan-priority",
  ]

  /// What asks nothing of http with curl either.
  private static let flagsOfOtherProtocols = [
    "compressed-ssh", "crlf", "disable-eprt", "disable-epsv", "ftp-create-dirs", "ftp-pasv", "ftp-pret",
    "ftp-skip-pasv-ip", "ftp-ssl-ccc", "ftp-ssl-control", "mail-rcpt-allowfails", "sasl-ir", "ssl", "ssl-reqd",
    "socks5-gssapi-nec", "tftp-no-options",
  ]

  private static let valuesOfOtherProtocols = [
    "ftp-account", "ftp-alternative-to-user", "ftp-method", "ftp-ssl-ccc-mode", "hostpubmd5", "hostpubsha256",
    "ipfs-gateway", "knownhosts", "krb", "login-options", "mail-auth", "mail-from", "mail-rcpt", "proxy-service-name",
    "pubkey", "sasl-authzid", "service-name", "socks5-gssapi-service", "tftp-blksize", "upload-flags",
  ]

  private static let letteredOptions: [Option] = [
    row("append", "a", .ignoredFlag),
    row("list-only", "l", .ignoredFlag),
    row("parallel", "Z", .ignoredFlag),
    row("remote-time", "R", .ignoredFlag),
    row("use-ascii", "B", .ignoredFlag),
    row("ftp-port", "P", .ignoredValue),
    row("quote", "Q", .ignoredValue),
    row("telnet-option", "t", .ignoredValue),
    row("junk-session-cookies", "j", .refused("all cookies of the file are sent; leave those of a session out of it")),
    row("manual", "M", .refused("'man sse-top' is the manual, --help its short form")),
    row("proxytunnel", "p", .refused("a proxy is used with CONNECT for https, and without it for http")),
    row("remote-header-name", "J", .refused("a stream's headers name no file; -o FILE names one")),
    row("speed-limit", "Y", .refused("--idle-timeout SECONDS ends a connection that is silent")),
    row("speed-time", "y", .refused("--idle-timeout SECONDS ends a connection that is silent")),
    row("sslv2", "2", .refused("SSL is not safe; use --tlsv1.2 or --tlsv1.3")),
    row("sslv3", "3", .refused("SSL is not safe; use --tlsv1.2 or --tlsv1.3")),
    row("time-cond", "z", .refused("-H 'If-Modified-Since: DATE' does this")),
  ]

  private static let refusedRequests =
    refused("of the ways to log in, Basic (-u) and bearer (--oauth2-bearer) are supported", "aws-sigv4", "ntlm-wb")
    + refused(
      "multipart forms are not supported; --data-binary @FILE sends one made before", "form-string", "form-escape")
    + refused("-X POST keeps the method over redirects", "post301", "post302", "post303")
    + refused("the URL says what is asked for", "request-target")
    + refused("the scheme stands in the URL; without one it is https, for this machine http", "proto-default")
    + refused("only http and https are used anyway", "proto-redir")
    + refused("https:// in the URL asks for TLS", "hsts")
    + refused("user and password in a URL are sent; -n keeps them in a file", "disallow-username-in-url")
    + refused("a stream has no version; -H 'If-None-Match: TAG' does this", "etag-compare", "etag-save")
    + refused("HTTP/0.9 has no content type; HTTP/1.1 and HTTP/2 are supported", "http0.9")
    + refused("HTTP/3 is not supported; HTTP/1.1 and HTTP/2 are", "http3-only")
    + refused("Content-Length is always respected", "ignore-content-length")
    + refused("chunks and codings are undone; --record FILE keeps the stream", "raw")
    + refused("a stream is read as fast as it comes", "limit-rate")
    + refused("the URLs stand on the command line, or in a file for -K", "metalink")
    + refused("the variables of the shell can be used", "variable")

  private static let refusedRoutes =
    refused("--unix-socket PATH asks a socket in the file system", "abstract-unix-socket")
    + refused(
      "names are looked up as the system does; --resolve HOST:PORT:ADDRESS tells one", "dns-interface",
      "dns-ipv4-addr", "dns-ipv6-addr", "dns-servers", "doh-url")
    + refused("--interface names the address to come from", "local-port")
    + refused("one proxy is supported, -x", "preproxy")
    + refused("a proxy is used over HTTP/1.1, -x", "proxy1.0")
    + refused("the proxy gets no headers of its own; -U is the login to it", "proxy-header")
    + refused("the server is told the address by the connection", "haproxy-protocol", "haproxy-clientip")
    + refused(
      "of the ways to log in to a proxy, Basic (-U) is supported", "proxy-anyauth", "proxy-digest", "proxy-negotiate",
      "proxy-ntlm", "socks5-gssapi")
    + refused(
      "TLS to a proxy uses the system's certificates; -x http://HOST:PORT is a proxy without TLS",
      "proxy-cacert", "proxy-capath", "proxy-cert", "proxy-cert-type", "proxy-ciphers", "proxy-crlfile",
      "proxy-insecure", "proxy-key", "proxy-key-type", "proxy-pass", "proxy-pinnedpubkey", "proxy-tls13-ciphers",
      "proxy-tlsauthtype", "proxy-tlspassword", "proxy-tlsuser")

  private static let refusedTLS =
    refused("certificates and keys are in PEM", "cert-type", "key-type", "engine")
    + refused(
      "--tlsv1.2, --tlsv1.3 and --tls-max choose how TLS is spoken", "ciphers", "curves", "ech", "sigalgs",
      "tls13-ciphers")
    + refused("--cacert FILE trusts the certificates of a file only", "cert-status", "crlfile", "pinnedpubkey")
    + refused("-E FILE sends a certificate", "tlsauthtype", "tlspassword", "tlsuser")

  private static let refusedFiles =
    refused("-o overwrites its file, other than an input", "no-clobber", "skip-existing")
    + refused("the shell's umask decides who may read a new file", "create-file-mode")
    + refused("-o FOLDER/FILE names the folder", "output-dir")
    + refused("-o /dev/null throws events away", "out-null")
    + refused("a stream's URL names no file; -o FILE names one", "remote-name-all")
    + refused("'2> FILE' of the shell takes the messages", "stderr")
    + refused("--states tells each attempt, the dashboard's 'i' headers and times", "trace", "trace-ascii")
    + refused("sse-top writes no program", "libcurl")
}
