package import StreamModel
import Text

/// What is remembered of an event while streams are compared: hashes and times, no bytes.
package struct ComparedEvent: Equatable, Sendable {
  /// The hash of what it is known by.
  var key: Int
  /// The hash of its data.
  var data: Int
  /// Its row in the table of types.
  var type: UInt32
  /// When it came.
  package var at: Moment
  /// Its place in the log.
  package var position: Int

  /// What of the hash of the data is remembered.
  var shortData: UInt32 { UInt32(truncatingIfNeeded: data) }
}

/// Reads from the log what events are known by.
struct EventKeys {
  /// Bytes of a key that are shown.
  static let textLimit = 64

  let key: ComparisonKey
  /// Of the path.
  private let search: JSONSearch?

  init(_ key: ComparisonKey) {
    self.key = key
    if case .path(let path) = key { search = JSONSearch(path) } else { search = nil }
  }

  static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }

  /// The hash of the key; `nil` for an event without one.
  func hash(of record: Record, data: Int, in log: EventLog) -> Int? {
    switch key {
    case .id: record.bringsOwnID ? log.withID(record, Self.hash) : nil
    // Nothing is in it by which one could be told from another.
    case .data: record.dataLength == 0 ? nil : data
    case .path: withValue(of: record, in: log) { $0.map { value in value.withText(Self.hash) } }
    }
  }

  /// The beginning of the key.
  func text(of record: Record, in log: EventLog) -> [UInt8] {
    switch key {
    case .id: log.id(record, limit: Self.textLimit)
    case .data: log.data(record, limit: Self.textLimit)
    case .path: withValue(of: record, in: log) { $0.map { $0.withText { Array($0.prefix(Self.textLimit)) } } ?? [] }
    }
  }

  private func withValue<Result>(
    of record: Record, in log: EventLog, _ body: (JSONSearch.Value?) -> Result
  ) -> Result {
    log.withData(record) { body(search?.find(in: $0).value) }
  }
}

extension Record {
  /// Whether the event has set its id itself; one that was asked for has the highest offset there is.
  var bringsOwnID: Bool { idLength > 0 && idOffset >= offset && idOffset != .max }
}
