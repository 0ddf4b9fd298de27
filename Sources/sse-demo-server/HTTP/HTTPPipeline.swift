import NIOCore
import NIOHTTP1

extension ChannelPipeline.SynchronousOperations {
  /// Makes a new connection one of the site's.
  func serve(
    _ site: Site, clock: WallClock, log: any Log, recorder: RequestRecorder? = nil, hosts: ServedHosts = .loopback
  ) throws {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16 * 1024
    limits.maxHeaderListSize = 64 * 1024
    // The framing headers are set by hand: NIO's own way gives a HEAD the last chunk of a body it does not have.
    var encoder = HTTPResponseEncoder.Configuration()
    encoder.automaticallySetFramingHeaders = false
    let timeLimits = TimeLimits()
    try addHandler(timeLimits)
    try configureHTTPServerPipeline(
      withPipeliningAssistance: true, withErrorHandling: false, withEncoderConfiguration: encoder,
      withDecoderLimitConfiguration: limits)
    try addHandler(
      HTTPHandler(site: site, timeLimits: timeLimits, clock: clock, log: log, recorder: recorder, hosts: hosts))
  }
}
