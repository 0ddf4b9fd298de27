public import StreamModel
import Text

/// Whether an event says by itself that it is an error: by its type, or by members of its JSON that mean nothing else.
public enum ErrorSign {
  private static let search = JSONSearch([JSONPath([.key(Array("error".utf8))]), JSONPath([.key(Array("level".utf8))])])
  private static let words = ["error", "level"].map { BytePattern(Array($0.utf8), ignoresCase: false) }
  private static let typeWord = BytePattern(Array("error".utf8), ignoresCase: true)
  private static let levels = ["error", "fatal", "critical"]

  /// Of what is no event: notices, and what was dropped because it was too long.
  public static func isShown(by record: Record, in state: StreamState) -> Bool {
    switch record.kind {
    case .comment: false
    case .notice, .overlong: true
    case .event:
      state.log.isType(of: record) { typeWord.first(in: $0) != nil }
        || state.log.isData(of: record, isShown)
    }
  }

  /// The data is a JSON object whose `error` is something, or whose `level` is that of an error.
  package static func isShown(in data: UnsafeRawBufferPointer) -> Bool {
    guard words.contains(where: { $0.first(in: data) != nil }), let values = search.findAll(in: data) else {
      return false
    }
    return values[0].map(isSomething) == true || values[1].map(isLevel) == true
  }

  private static func isSomething(_ value: JSONSearch.Value) -> Bool {
    switch value.kind {
    case .null, .false: false
    // What says that there is none: `"error":""` and `"error":0`.
    case .string: value.text.count > 2
    case .number: value.text.prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains { $0 > UInt8(ascii: "0") }
    default: true
    }
  }

  private static func isLevel(_ value: JSONSearch.Value) -> Bool {
    guard value.kind == .string, value.text.count <= 16 else { return false }
    return value.withText { levels.contains(String(decoding: $0, as: UTF8.self).lowercased()) }
  }
}
