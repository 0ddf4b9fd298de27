import Glibc

/// The names of the files of a recording.
///
/// Each source has a file of its own, because an event stream has one last event ID and one reconnection time: of
/// several sources `x.sse` becomes `x-1.sse`, `x-2.sse` …, in the order of the command line. The files that follow by
/// rotation are `x.2.sse`, `x.3.sse` ….
struct RecordingName: Equatable, Sendable {
  /// May hold strftime's `%Y-%m-%d` and its like.
  var pattern: String
  /// How many sources there are.
  var sources: Int

  /// The name of a file.
  ///
  /// - Parameters:
  ///   - source: its index.
  ///   - number: which file of its source's it is, from 1.
  ///   - time: since 1970; what stands after `%` is taken from it, in local time.
  func path(source: Int, number: Int, at time: Duration) -> String {
    var infix = sources > 1 ? "-\(source + 1)" : ""
    if number > 1 { infix += ".\(number)" }
    let path = expanded(at: time)
    guard !infix.isEmpty else { return path }
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let dot = path[nameStart...].lastIndex(of: ".")
    // The dot of a hidden file begins no ending.
    let place = dot.flatMap { $0 > nameStart ? $0 : nil } ?? path.endIndex
    return path[..<place] + infix + path[place...]
  }

  private func expanded(at time: Duration) -> String {
    guard pattern.utf8.contains(UInt8(ascii: "%")) else { return pattern }
    var whole = time_t(time.components.seconds)
    var local = tm()
    localtime_r(&whole, &local)
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = strftime(&buffer, buffer.count, pattern, &local)
    // What does not fit, or comes to nothing, is taken as it stands.
    guard count > 0 else { return pattern }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
