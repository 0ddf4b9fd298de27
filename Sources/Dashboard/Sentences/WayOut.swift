public import StreamModel
import Text

/// What can be done about an end, where an option or another URL would have helped: a sentence without a full stop.
public enum WayOut {
  /// - Returns: `nil` where nothing is known to help.
  public static func sentence(after reason: Disconnection, of source: SourceState) -> String? {
    switch reason {
    case .certificate(let detail):
      // What a certificate names or when it ends, no trust in its authority changes.
      detail.contains("self-signed") || detail.contains("issuer")
        ? "--cacert FILE trusts the certificates of a file, -k any"
        : "-k trusts it anyway"
    case .status(400) where isHTTPSWanted(source): "https:// uses TLS"
    case .status(401):
      login(
        Challenge.all(in: source.head?.values(of: "WWW-Authenticate") ?? []),
        isOfInterface: Refusal.message(source) != nil)
    case .status(407): "-U NAME:PASSWORD is the login to the proxy"
    case .contentType: reading(source.refusal)
    case .status(let status):
      source.head?.retryAfter.map { wait in
        // What was sent may have been done and paid for: nobody is told to have it sent again by itself.
        let way = asksAlone(source) ? "; --retry-on \(status) does so" : ""
        return "it asks to wait \(wait.components.seconds) s before the next try\(way)"
      }
    default: nil
    }
  }

  /// Whether the request asks and changes nothing.
  private static func asksAlone(_ source: SourceState) -> Bool { source.request.first?.hasPrefix("GET ") == true }

  private static func isHTTPSWanted(_ source: SourceState) -> Bool {
    source.url.lowercased().hasPrefix("http:") && String(decoding: source.refusal, as: UTF8.self).contains("HTTPS")
  }

  /// - Parameter isOfInterface: whether the body is an error for programs, whose services often want a key.
  private static func login(_ challenges: [Challenge], isOfInterface: Bool) -> String {
    let schemes = challenges.map { $0.scheme.lowercased() }
    let realm = challenges.lazy.compactMap(\.realm).first { !$0.isEmpty }.map { " to \"\($0)\"" } ?? ""
    let (isBasic, isBearer) = (schemes.contains("basic"), schemes.contains("bearer"))
    var ways: [String] = []
    if isBasic || !isBearer { ways += ["-u NAME:PASSWORD"] }
    if isBearer || !isBasic { ways += ["--oauth2-bearer TOKEN"] }
    if challenges.isEmpty, isOfInterface { ways += ["-H 'x-api-key: KEY'"] }
    if isBasic || !isBearer { ways += ["-n to read it from ~/.netrc"] }
    let list = ways.count > 1 ? ways.dropLast().joined(separator: ", ") + " or " + ways[ways.count - 1] : ways[0]
    let foreign = !isBasic && !isBearer && !schemes.isEmpty
    return
      "it asks for a login\(realm)\(foreign ? " by \(challenges[0].scheme), which sse-top does not support" : ""): \(list)"
  }

  /// Whole answers of language models, by what they say they are.
  private static let wholeAnswers = ["chat.completion", "text_completion", "response", "message"]

  private static func reading(_ body: [UInt8]) -> String? {
    let kind = ["object", "type"].lazy.compactMap { Refusal.text(at: JSONPath([.key(Array($0.utf8))]), in: body) }.first
    if let kind, wholeAnswers.contains(kind) {
      return "the body is a model's whole answer; \"stream\": true in the request asks for it in pieces"
    }
    if Refusal.text(at: JSONPath([.index(0), .key(Array("modelVersion".utf8))]), in: body) != nil {
      return "the body is a model's answer as one array; ?alt=sse asks for an event stream"
    }
    switch FileKind.plain(body) {
    case .eventStream, .recording: return "the body looks like an event stream; --force reads it whatever its type"
    case .lines, .sequence: return "the body looks like lines of JSON; --ndjson reads each as an event"
    case .other, nil: return nil
    }
  }
}
