public import StreamModel
import Text

extension Refusal {
  /// Where services write what was wrong.
  private static let places: [JSONPath] = [
    ["error", "message"], ["error"], ["message"], ["detail"], ["error_description"], ["title"],
    ["0", "error", "message"],
  ].map { names in
    JSONPath(names.map { name in Int(name).map(JSONPath.Step.index) ?? .key(Array(name.utf8)) })
  }

  /// What a body of JSON says was wrong, in a sentence; `nil` where that is not known. To be cleaned where it is drawn.
  public static func message(_ source: SourceState) -> String? {
    for place in places {
      if let text = text(at: place, in: source.refusal), !text.isEmpty { return String(text.prefix(500)) }
    }
    return nil
  }

  /// The string at a path; the body may be cut.
  static func text(at path: JSONPath, in body: [UInt8]) -> String? {
    body.withUnsafeBytes { bytes in
      guard let value = JSONSearch(path).find(inBeginning: bytes), value.kind == .string else { return nil }
      return value.withText { String(decoding: $0, as: UTF8.self) }
    }
  }
}
