internal import CCurl
internal import Glibc
internal import StreamModel

/// One request under way: what libcurl's callbacks gather for it between two hand-overs.
///
/// Not `Sendable`. libcurl knows it by an unretained pointer; the engine's loop keeps it alive until the handle is
/// removed from the multi handle, after which no callback comes.
final class Transfer {
  let easy: EasyHandle
  let channel: ResponseChannel
  private let request: CurlRequest
  private let lastEventID: [UInt8]
  private let touched: TouchedTransfers
  private var redirects: Redirects
  private var times = PhaseTimes()
  private var sent = SentHead()
  /// How far the request has come, if that was not handed over yet.
  private var progress: RequestProgress?
  private(set) var silence: Silence?
  private var socket = ConnectionSocket()
  private let arrivals: Arrivals
  private let silenceTimer: SilenceTimer
  private var reader: HeadReader
  private var encryption = Encryption()
  private var hasFinalHead = false
  private var isTouched = false
  private var isPaused = false
  private var head: ResponseHead?
  /// Its place never changes, since libcurl knows it.
  private let receiveBuffer: UnsafeMutablePointer<ReceiveBuffer>
  /// Why a callback ended the transfer.
  private var refusal: Disconnection?

  init(
    _ request: CurlRequest, lastEventID: [UInt8], _ channel: ResponseChannel, _ touched: TouchedTransfers,
    _ arrivals: Arrivals, _ silenceTimer: SilenceTimer
  ) throws(Disconnection) {
    easy = try EasyHandle()
    receiveBuffer = .allocate(capacity: 1)
    redirects = Redirects(request)
    reader = HeadReader(offersUpgrade: request.httpVersion == .http2)
    silence = request.idleTimeout.map(Silence.init)
    (self.arrivals, self.silenceTimer) = (arrivals, silenceTimer)
    (self.request, self.lastEventID) = (request, lastEventID)
    self.channel = channel
    self.touched = touched
    let context = Unmanaged.passUnretained(self).toOpaque()
    receiveBuffer.initialize(to: ReceiveBuffer(owner: context))
    try request.configure(easy, lastEventID: lastEventID)
    ccurl_set_pointer(easy.pointer, CURLOPT_PRIVATE, context)
    ccurl_set_pointer(easy.pointer, CURLOPT_HEADERDATA, context)
    ccurl_set_pointer(easy.pointer, CURLOPT_WRITEDATA, receiveBuffer)
    ccurl_set_receiver(easy.pointer, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      Transfer.receive(bytes, size * count, context) { $0.receive(headerLine: Array($1)) }
    }
    ccurl_set_receiver(easy.pointer, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes, let receiveBuffer = context?.assumingMemoryBound(to: ReceiveBuffer.self) else { return 0 }
      if receiveBuffer.pointee.tryAppend(bytes, size * count) { return size * count }
      return Transfer.receive(bytes, size * count, receiveBuffer.pointee.owner) { $0.receive(body: $1) }
    }
    noteOpenings(with: context)
    noteConnection(with: context)
    noteRequest(with: context)
    noteEncryption(with: context)
  }

  deinit {
    socket.noteEnd(arrivals: arrivals)
    // The handle is freed after this, and has no callback left; should it have one, it finds nothing.
    ccurl_set_pointer(easy.pointer, CURLOPT_WRITEDATA, nil)
    receiveBuffer.pointee.release()
    receiveBuffer.deinitialize(count: 1)
    receiveBuffer.deallocate()
  }

  /// Lets libcurl tell each socket that it opens; more than one may be tried for a connection.
  private func noteOpenings(with context: UnsafeMutableRawPointer) {
    ccurl_set_pointer(easy.pointer, CURLOPT_SOCKOPTDATA, context)
    ccurl_set_opener(easy.pointer) { context, socket, _ in
      // A program that is started meanwhile would keep the connection open.
      _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
      guard let context else { return CURL_SOCKOPT_OK }
      return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().open(socket)
    }
  }

  /// - Returns: whether libcurl may connect it.
  private func open(_ opened: Int32) -> CInt {
    // It asks once more, in HTTP/1.1, where an HTTP/2 stream ends with HTTP_1_1_REQUIRED; but the response to that would
    // go on in the middle of what has come.
    guard !hasFinalHead else {
      refusal = CurlFailure(CURLE_HTTP2_STREAM, of: easy, asked: request, hasFinalHead: true).disconnection
      return CURL_SOCKOPT_ERROR
    }
    socket.noteOpening(of: opened, arrivals: arrivals)
    return CURL_SOCKOPT_OK
  }

  /// Lets libcurl tell when the connection stands, and so which socket is the connection's.
  private func noteConnection(with context: UnsafeMutableRawPointer) {
    ccurl_set_pointer(easy.pointer, CURLOPT_PREREQDATA, context)
    ccurl_set_starter(easy.pointer) { context, _, _, _, localPort in
      guard let context else { return CURL_PREREQFUNC_OK }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      transfer.socket.noteConnection(localPort: Int(localPort), arrivals: transfer.arrivals)
      transfer.listen()
      // Only now, or libcurl would listen to the TLS library itself, which tells one listener.
      transfer.sent = SentHead()
      ccurl_set_long(transfer.easy.pointer, CURLOPT_VERBOSE, 1)
      return CURL_PREREQFUNC_OK
    }
  }

  /// Lets libcurl tell what it sends, from when the connection stands until a response begins.
  private func noteRequest(with context: UnsafeMutableRawPointer) {
    ccurl_set_tracer(
      easy.pointer,
      { _, type, bytes, count, context in
        guard type == CURLINFO_HEADER_OUT, let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        transfer.sent.append(UnsafeRawBufferPointer(start: bytes, count: count))
        transfer.tell(transfer.sent.lines)
        return 0
      }, context)
  }

  private func tell(_ lines: [String]) {
    progress = RequestProgress(lines: lines, timings: times.timings(at: PhaseTimes.totals(of: easy)))
    touch()
  }

  /// Lets the TLS library tell whether the other side has closed an encrypted connection.
  private func noteEncryption(with context: UnsafeMutableRawPointer) {
    ccurl_set_tls_starter(
      easy.pointer,
      { _, tls, context in
        guard let context else { return CURLE_OK }
        let isListening = ccurl_listen_to_tls(
          tls,
          { isSent, _, type, bytes, count, _, context in
            guard isSent == 0, let context else { return }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            transfer.encryption.hear(type: type, UnsafeRawBufferPointer(start: bytes, count: count))
          }, context)
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        transfer.encryption.begin(isListening: isListening)
        transfer.tell([])
        return CURLE_OK
      }, context)
  }

  /// Passes on what arrived, and stops reading if nobody takes it.
  ///
  /// - Returns: how many bytes there were.
  func handOver() -> Int {
    isTouched = false
    let bytes = receiveBuffer.pointee.drain()
    if let progress = progress.take() { channel.leave(progress) }
    if let descriptor = socket.descriptor, let position = arrivals.takePosition(on: descriptor) {
      channel.leave(position)
    }
    let isFull = channel.leave(head: head.take(), bytes: bytes)
    if isFull { pause() } else { resume() }
    return bytes.count
  }

  /// Reads on, if it had stopped.
  func resume() {
    guard isPaused else { return }
    isPaused = false
    listen()
    ccurl_resume_receiving(easy.pointer)
  }

  private func pause() {
    guard !isPaused else { return }
    isPaused = true
    silence?.pause()
    ccurl_pause_receiving(easy.pointer)
  }

  /// Whether no byte has come for too long; if not, asks to be looked at again.
  func isSilent(at now: ContinuousClock.Instant) -> Bool {
    guard let deadline = silence?.deadline(at: now, socket: socket.descriptor, arrivals: arrivals) else { return false }
    if deadline <= now { return true }
    silenceTimer.set(deadline)
    return false
  }

  /// From now on bytes are waited for.
  private func listen() {
    guard silence != nil else { return }
    silence?.begin(at: .now)
    if let deadline = silence?.deadline { silenceTimer.set(deadline) }
  }

  /// Why the transfer ended with a code of libcurl's; `nil` for the end that HTTP wants.
  func disconnection(after code: CURLcode) -> Disconnection? {
    if let refusal { return refusal }
    if code == CURLE_OK {
      guard hasFinalHead else { return .cut(CurlFailure.cutHead) }
      if reader.head.isEndedByClose && encryption.isTruncated { return .cut(CurlFailure.truncated) }
      return reader.isEndless ? .cut("the body ended before its announced length") : nil
    }
    return CurlFailure(
      code, of: easy, asked: request, isEncrypting: encryption.hasBegun, hasFinalHead: hasFinalHead
    ).disconnection
  }

  // MARK: libcurl's callbacks

  private static func receive(
    _ start: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    _ body: (Transfer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let isTaken = body(transfer, UnsafeRawBufferPointer(start: start, count: count))
    // Any other number than the one offered ends the transfer; for an empty offer that must not be 0.
    return isTaken ? count : count &+ 1
  }

  private func receive(headerLine line: [UInt8]) -> Bool {
    // After the head there are only the trailers of a chunked body.
    if hasFinalHead { return true }
    switch reader.read(line) {
    case .more, .interim: break
    case .begins(let status):
      ccurl_set_long(easy.pointer, CURLOPT_VERBOSE, 0)
      // libcurl reads the option when the Location comes: so only the redirects of Fetch are followed.
      ccurl_set_long(easy.pointer, CURLOPT_FOLLOWLOCATION, HeadReader.isRedirect(status) ? 1 : 0)
    case .redirect(let location): return follow(location)
    case .final:
      var head = reader.head
      head.url = WebURL(easy.effectiveURL)?.address ?? ""
      head.redirects = redirects.walked
      head.timings = times.timings(at: PhaseTimes.totals(of: easy))
      head.receivedAt = Self.timeOfTheCalendar
      self.head = head
      hasFinalHead = true
      touch()
    case .tooLong:
      refusal = CurlFailure.longHead("\(HeadReader.byteLimit >> 10) KiB")
      return false
    case .invalid(let why):
      refusal = .other(code: Int(CURLE_WEIRD_SERVER_REPLY.rawValue), "the response cannot be read: \(why)")
      return false
    }
    return true
  }

  /// Since 1970, by this machine's clock.
  private static var timeOfTheCalendar: Duration {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Prepares what is sent to the place that a redirect leads to; libcurl goes there when the response is read.
  private func follow(_ location: String) -> Bool {
    do throws(Disconnection) {
      try redirects.follow(location, from: easy.effectiveURL, status: reader.head.status)
      times.restart(at: PhaseTimes.totals(of: easy))
      encryption = Encryption()
      try easy.set(
        headers: RequestHeaders(request, lastEventID: lastEventID)
          .lines(isCrossOrigin: redirects.isCrossOrigin, hasBody: redirects.keepBody))
      if redirects.isCrossOrigin {
        try easy.set(CURLOPT_NETRC, ccurl_netrc_ignored)
        easy.forgetCookie()
      }
      return true
    } catch {
      refusal = error
      return false
    }
  }

  private func receive(body offered: UnsafeRawBufferPointer) -> Bool {
    guard receiveBuffer.pointee.append(offered) else {
      refusal = .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), String(cString: strerror(ENOMEM)))
      return false
    }
    touch()
    // As long as more keeps coming, libcurl would go on reading without returning from `perform`.
    if receiveBuffer.pointee.count >= ResponseChannel.limit { pause() }
    receiveBuffer.pointee.allow(ResponseChannel.limit)
    return true
  }

  private func touch() {
    if isTouched { return }
    isTouched = true
    touched.add(self)
  }
}
