internal import CCurl
internal import StreamModel

/// Reads off libcurl how long the phases of the newest request took.
///
/// libcurl adds up the times of all requests of a transfer, redirects included (curl_easy_getinfo(3), "TIMES").
struct PhaseTimes {
  private var before: [curl_off_t] = [0, 0, 0, 0]
  private static let phases = [
    CURLINFO_NAMELOOKUP_TIME_T, CURLINFO_CONNECT_TIME_T, CURLINFO_APPCONNECT_TIME_T, CURLINFO_STARTTRANSFER_TIME_T,
  ]

  /// Another request of the transfer follows.
  mutating func restart(_ easy: EasyHandle) { before = Self.microseconds(easy) }

  func timings(of easy: EasyHandle) -> ResponseHead.Timings {
    let times = zip(Self.microseconds(easy), before).map { total, before in
      total > before ? Duration.microseconds(total - before) : nil
    }
    return .init(nameLookup: times[0], connect: times[1], handshake: times[2], firstByte: times[3])
  }

  private static func microseconds(_ easy: EasyHandle) -> [curl_off_t] {
    phases.map { ccurl_info_offset(easy.pointer, $0) }
  }
}
