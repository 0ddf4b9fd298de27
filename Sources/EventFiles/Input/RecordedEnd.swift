import Glibc
import StreamModel
import Text

/// When a recording ends, found before it is played.
enum RecordedEnd {
  /// Bytes that are read at once.
  private static let chunk = 1 << 18

  /// Bytes from the end of a file that cost nothing worth to be told of.
  static let glance = 4 << 20

  /// The time of the last mark, since the recording's beginning; `nil` if there is none.
  ///
  /// - Parameter limit: bytes that are looked at; `nil` for all, also of what is compressed.
  static func read(_ path: String, limit: Int? = nil) -> Duration? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard let size = plainSize(of: descriptor) else {
      let bytes = FileBytes(descriptor: descriptor)
      return limit == nil ? lastMark(in: bytes) : nil
    }
    defer { close(descriptor) }
    var end = size
    var rest: [UInt8] = []
    // The last mark stands before the last event, however long that is.
    while end > 0, limit.map({ size - end < $0 }) ?? true {
      let start = max(end - chunk, 0)
      var piece = [UInt8](repeating: 0, count: end - start)
      guard pread(descriptor, &piece, piece.count, off_t(start)) == piece.count else { return nil }
      piece += rest
      var reader = RecordingReader()
      let time = lastTime(in: reader.push(piece.trimmed(isFirst: start == 0)) + reader.finish())
      if let time { return time }
      // A mark may lie across the cut.
      rest = Array(piece.prefix(1024))
      end = start
    }
    return nil
  }

  /// Of what is compressed all has to be read.
  private static func lastMark(in bytes: FileBytes) -> Duration? {
    var reader = RecordingReader()
    var last: Duration?
    while let chunk = try? bytes.next() { last = lastTime(in: reader.push(chunk)) ?? last }
    return lastTime(in: reader.finish()) ?? last
  }

  private static func lastTime(in pieces: [RecordingReader.Piece]) -> Duration? {
    for case .mark(let mark) in pieces.reversed() { return mark.at }
    return nil
  }

  /// - Returns: `nil` for what is compressed.
  private static func plainSize(of descriptor: Int32) -> Int? {
    var (status, beginning) = (stat(), [UInt8](repeating: 0, count: FileCoding.headLength))
    let count = beginning.count
    guard fstat(descriptor, &status) == 0, pread(descriptor, &beginning, count, 0) == count,
      FileCoding.of(beginning) == nil
    else { return nil }
    return Int(status.st_size)
  }
}

extension [UInt8] {
  /// Without the line that a cut may have taken the beginning of.
  fileprivate func trimmed(isFirst: Bool) -> [UInt8] {
    isFirst ? self : firstIndex(where: \.isLineEnd).map { Array(self[($0 + 1)...]) } ?? []
  }
}
