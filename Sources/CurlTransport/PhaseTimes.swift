internal import CCurl
internal import StreamModel

/// Reads off libcurl how long the phases of the newest request took.
///
/// libcurl adds up the times of all requests of a transfer, redirects included (curl_easy_getinfo(3), "TIMES").
struct PhaseTimes {
  /// Totals of all requests so far, in microseconds, one for each phase.
  typealias Totals = [curl_off_t]

  private var before: Totals = [0, 0, 0, 0]
  private static let phases = [
    CURLINFO_NAMELOOKUP_TIME_T, CURLINFO_CONNECT_TIME_T, CURLINFO_APPCONNECT_TIME_T, CURLINFO_STARTTRANSFER_TIME_T,
  ]

  /// Another request of the transfer follows.
  mutating func restart(at totals: Totals) { before = totals }

  func timings(at totals: Totals) -> ResponseHead.Timings {
    let times = zip(totals, before).map { total, before in
      total > before ? Duration.microseconds(total - before) : nil
    }
    return .init(nameLookup: times[0], connect: times[1], handshake: times[2], firstByte: times[3])
  }

  static func totals(of easy: EasyHandle) -> Totals {
    phases.map { ccurl_info_offset(easy.pointer, $0) }
  }
}
