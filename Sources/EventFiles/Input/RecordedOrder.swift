import StreamModel

/// Whether the recorded times of a file only rise: those of several recordings one behind the other begin anew, each
/// with a time of the calendar of its own, which from behind nobody knows.
enum RecordedOrder {
  /// Places that are looked at, evenly spread, and bytes at each.
  private static let places = 64
  private static let length = 4096

  /// Looks at some places: recordings that are too short to be seen there are passed over.
  static func rises(in file: FileBytes, size: Int) -> Bool {
    var latest: Duration?
    let distance = size / places
    for place in 0..<places {
      let bytes = file.bytes(at: distance * place, count: min(length, distance))
      for time in times(in: bytes, isFirst: place == 0) {
        if let latest, time < latest { return false }
        latest = time
      }
    }
    return true
  }

  private static func times(in bytes: [UInt8], isFirst: Bool) -> [Duration] {
    guard let start = isFirst ? 0 : FileEnd.beginning(in: bytes, .eventStream) else { return [] }
    var reader = RecordingReader()
    return reader.push(Array(bytes[start...])).compactMap { if case .mark(let mark) = $0 { mark.at } else { nil } }
  }
}
