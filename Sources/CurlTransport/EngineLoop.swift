internal import CCurl
internal import Glibc
internal import StreamModel

/// What the engine's thread does: take work, sleep until there is more, move bytes, hand them over.
///
/// Not `Sendable`: it lives and dies on that thread, and so does all that it owns.
final class EngineLoop {
  private let engineQueue: EngineQueue
  private let sockets: Sockets
  private var transfers: [ObjectIdentifier: Transfer] = [:]
  private let touched = TouchedTransfers()
  private let silenceTimer = SilenceTimer()

  /// Returns when the engine queue was closed and everything is freed, or when it cannot go on.
  static func run(_ engineQueue: EngineQueue, _ makeSockets: () throws(Disconnection) -> Sockets) {
    var unserved: [EngineQueue.Command] = []
    do throws(Disconnection) {
      let sockets = try makeSockets()
      engineQueue.attach(sockets.wakeup)
      let failure = EngineLoop(engineQueue, sockets).run()
      unserved = engineQueue.detach(after: failure)
      withExtendedLifetime(sockets) {}
    } catch {
      unserved = engineQueue.detach(after: error)
    }
    for command in unserved {
      switch command {
      case .begin(_, _, let channel): channel.end(engineQueue.reason)
      case .run(let job): globalConcurrentExecutor.enqueue(job)
      case .resume, .cancel: break
      }
    }
    engineQueue.end()
  }

  private init(_ engineQueue: EngineQueue, _ sockets: Sockets) {
    (self.engineQueue, self.sockets) = (engineQueue, sockets)
  }

  /// - Returns: why it cannot go on; `nil` if the engine queue was closed.
  private func run() -> Disconnection? {
    var failure: Disconnection?
    var coalescing = WakeupCoalescing()
    var waited = Duration.zero
    while true {
      let (commands, isClosing) = engineQueue.drain()
      for command in commands { serve(command) }
      if isClosing { break }
      if engineQueue.sleep() {
        let start = ContinuousClock.now
        // What was ready already has gathered.
        let isLeftOver = sockets.mayHaveMore
        sockets.wait(atMost: silenceTimer.milliseconds)
        engineQueue.wake()
        waited = start.duration(to: .now)
        if coalescing.isDue, !isLeftOver {
          usleep(coalescing.microseconds)
          sockets.wait(atMost: 0)
        }
      } else {
        sockets.wait(atMost: 0)
      }
      let code = sockets.perform()
      guard code == CURLM_OK else {
        failure = .noResources(String(cString: curl_multi_strerror(code)))
        break
      }
      let (sources, bytes) = touched.handOver()
      coalescing.note(waited: waited, sources: sources, bytes: bytes)
      endFinished()
      endSilent()
    }
    for transfer in transfers.values { end(transfer, failure ?? .closed) }
    return failure
  }

  private func serve(_ command: EngineQueue.Command) {
    switch command {
    case .begin(let request, let lastEventID, let channel):
      do throws(Disconnection) {
        let transfer = try Transfer(
          request, lastEventID: lastEventID, channel, touched, sockets.arrivals, silenceTimer)
        let code = curl_multi_add_handle(sockets.multi, transfer.easy.pointer)
        guard code == CURLM_OK else {
          throw .other(
            code: Int(CURLE_FAILED_INIT.rawValue), String(cString: curl_multi_strerror(code)))
        }
        transfers[ObjectIdentifier(channel)] = transfer
      } catch {
        channel.end(error)
      }
    case .resume(let channel): transfers[ObjectIdentifier(channel)]?.resume()
    case .cancel(let channel):
      if let transfer = transfers[ObjectIdentifier(channel)] { end(transfer, .closed) }
    case .run(let job): job.runSynchronously(on: engineQueue.asUnownedTaskExecutor())
    }
  }

  private func endFinished() {
    var code = CURLE_OK
    while let pointer = ccurl_multi_next_finished(sockets.multi, &code) {
      guard let context = ccurl_info_private(pointer) else { continue }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      end(transfer, transfer.disconnection(after: code))
    }
  }

  private func endSilent() {
    guard let now = silenceTimer.rings() else { return }
    for transfer in transfers.values where transfer.isSilent(at: now) {
      end(transfer, transfer.silence?.disconnection)
    }
  }

  /// Removing the handle in mid-transfer closes its socket; the transfer frees the handle as it goes.
  private func end(_ transfer: Transfer, _ failure: Disconnection?) {
    curl_multi_remove_handle(sockets.multi, transfer.easy.pointer)
    transfers[ObjectIdentifier(transfer.channel)] = nil
    transfer.channel.end(failure)
  }
}

/// The transfers that something arrived for since the last hand-over.
final class TouchedTransfers {
  private var transfers: [Transfer] = []

  func add(_ transfer: Transfer) { transfers.append(transfer) }

  /// - Returns: how many they are, and how many bytes there were.
  func handOver() -> (transfers: Int, bytes: Int) {
    // A transfer that reads on may be touched again at once, for the next time.
    let served = transfers
    transfers = []
    return (served.count, served.reduce(0) { $0 + $1.handOver() })
  }
}
