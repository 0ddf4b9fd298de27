extension Disconnection {
  /// Bytes of the details that are kept of one that is over.
  static let detailLimit = 72

  /// The same with no more of its details than may be kept for long.
  var kept: Disconnection {
    switch self {
    case .malformedURL(let detail): .malformedURL(Self.kept(detail))
    case .unsupportedScheme(let detail): .unsupportedScheme(Self.kept(detail))
    case .proxyNotFound(let detail): .proxyNotFound(Self.kept(detail))
    case .nameNotFound(let detail): .nameNotFound(Self.kept(detail))
    case .couldNotConnect(let detail): .couldNotConnect(Self.kept(detail))
    case .handshake(let detail): .handshake(Self.kept(detail))
    case .certificate(let detail): .certificate(Self.kept(detail))
    case .tooManyRedirects(let detail): .tooManyRedirects(Self.kept(detail))
    case .timedOut(let detail): .timedOut(Self.kept(detail))
    case .notHTTP(let detail): .notHTTP(Self.kept(detail))
    case .contentType(let type): .contentType(type.map(Self.kept))
    case .surplus(let detail): .surplus(Self.kept(detail))
    case .finished(let mark): .finished(Self.kept(mark))
    case .cut(let detail): .cut(Self.kept(detail))
    case .reset(let detail): .reset(Self.kept(detail))
    case .other(let code, let detail): .other(code: code, Self.kept(detail))
    // A file's, which has one end, or this side's own.
    case .emptyReply, .status, .ended, .closed, .endOfFile, .unreadable, .notEvents, .noResources, .request: self
    }
  }

  private static func kept(_ text: String) -> String {
    guard text.utf8.count > detailLimit else { return text }
    var text = text
    while text.utf8.count > detailLimit - 3 { text.unicodeScalars.removeLast() }
    return text + "…"
  }
}
