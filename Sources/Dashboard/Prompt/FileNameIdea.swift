import StreamModel
import Text

/// A name for a file that gets what a stream brought: what the stream is called, and when that was.
enum FileNameIdea {
  /// Characters of the stream's name that are taken.
  private static let limit = 40

  /// `localhost-3000-2026-11-21-050130.sse`
  ///
  /// - Parameters:
  ///   - subject: what of the stream it gets; `nil` for its events.
  ///   - ending: tells the format.
  static func name(
    of sources: [SourceState], subject: String? = nil, at now: Moment, _ clock: WallClock, ending: String
  ) -> String {
    let stream = plain(sources.count == 1 ? sources[0].name ?? self.subject(of: sources[0].url) : "streams")
    let parts = [stream.isEmpty ? "stream" : stream] + [subject].compactMap(\.self) + [time(of: now, clock)]
    return parts.joined(separator: "-") + "." + ending
  }

  /// The server of a URL; a file's name without its folder and ending.
  private static func subject(of url: String) -> String {
    if let scheme = url.firstRange(of: "://") {
      let server = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
      return String(server.split(separator: "@").last ?? "")
    }
    let name = url.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? String(name)
  }

  /// What any file system and shell takes as it is.
  private static func plain(_ text: String) -> String {
    let bytes = text.utf8.prefix(limit).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
        byte
      default: UInt8(ascii: "-")
      }
    }
    let words = bytes.split(separator: UInt8(ascii: "-")).joined(separator: [UInt8(ascii: "-")])
    let name = String(decoding: Array(words), as: UTF8.self)
    // One that begins with a dot is hidden.
    return String(name.drop { $0 == "." })
  }

  /// `2026-11-21-050130`, or without the date where nobody knows it.
  private static func time(of now: Moment, _ clock: WallClock) -> String {
    let time = clock.text(now).prefix(8).filter { $0 != ":" }
    guard let epoch = clock.epoch else { return time }
    // The time of day is local, and of the two days that it can be of the one that is nearer.
    let present = epoch + now.sinceStart
    let day = Duration.seconds(86_400)
    let ofDay = Duration.seconds(Double((clock.start + now.sinceStart).components.seconds % 86_400))
    let inUTC = Duration.seconds(present.components.seconds % 86_400)
    var shift = ofDay - inUTC
    if shift > day / 2 { shift -= day }
    if shift < .zero - day / 2 { shift += day }
    return String(UTCTime.text(present + shift).prefix(10)) + "-" + time
  }
}
