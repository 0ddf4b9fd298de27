internal import CCurl
internal import Glibc
internal import StreamModel

/// What the engine's thread does: take work, sleep until there is more, move bytes, hand them over.
///
/// Not `Sendable`: it lives and dies on that thread, and so does all that it owns.
final class EngineLoop {
  private let mailbox: Mailbox
  private let sockets: Sockets
  private var transfers: [ObjectIdentifier: Transfer] = [:]
  private let touched = TouchedTransfers()
  private let alarm = Alarm()

  /// Returns when the mailbox was closed and everything is freed, or when it cannot go on.
  static func run(_ mailbox: Mailbox, _ makeSockets: () throws(Disconnection) -> Sockets) {
    var unserved: [Mailbox.Command] = []
    do throws(Disconnection) {
      let sockets = try makeSockets()
      mailbox.attach(sockets.bell)
      let failure = EngineLoop(mailbox, sockets).run()
      unserved = mailbox.detach(after: failure)
      withExtendedLifetime(sockets) {}
    } catch {
      unserved = mailbox.detach(after: error)
    }
    for command in unserved {
      switch command {
      case .begin(_, _, let handover): handover.end(mailbox.reason)
      case .run(let job): globalConcurrentExecutor.enqueue(job)
      case .resume, .cancel: break
      }
    }
    mailbox.end()
  }

  private init(_ mailbox: Mailbox, _ sockets: Sockets) {
    (self.mailbox, self.sockets) = (mailbox, sockets)
  }

  /// - Returns: why it cannot go on; `nil` if the mailbox was closed.
  private func run() -> Disconnection? {
    var failure: Disconnection?
    var lull = Lull()
    var waited = Duration.zero
    while true {
      let (commands, isClosing) = mailbox.take()
      for command in commands { serve(command) }
      if isClosing { break }
      if mailbox.sleep() {
        let start = ContinuousClock.now
        sockets.wait(atMost: alarm.milliseconds)
        mailbox.wake()
        waited = start.duration(to: .now)
        if lull.isDue {
          usleep(lull.microseconds)
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
      lull.note(waited: waited, sources: sources, bytes: bytes)
      endFinished()
      endSilent()
    }
    for transfer in transfers.values { end(transfer, failure ?? .closed) }
    return failure
  }

  private func serve(_ command: Mailbox.Command) {
    switch command {
    case .begin(let request, let lastEventID, let handover):
      do throws(Disconnection) {
        let transfer = try Transfer(
          request, lastEventID: lastEventID, handover, touched, sockets.arrivals, alarm)
        let code = curl_multi_add_handle(sockets.multi, transfer.easy.pointer)
        guard code == CURLM_OK else {
          throw .other(
            code: Int(CURLE_FAILED_INIT.rawValue), String(cString: curl_multi_strerror(code)))
        }
        transfers[ObjectIdentifier(handover)] = transfer
      } catch {
        handover.end(error)
      }
    case .resume(let handover): transfers[ObjectIdentifier(handover)]?.resume()
    case .cancel(let handover):
      if let transfer = transfers[ObjectIdentifier(handover)] { end(transfer, .closed) }
    case .run(let job): job.runSynchronously(on: mailbox.asUnownedTaskExecutor())
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
    guard let now = alarm.rings() else { return }
    for transfer in transfers.values where transfer.isSilent(at: now) {
      end(transfer, transfer.silence?.disconnection)
    }
  }

  /// Removing the handle in mid-transfer closes its socket; the transfer frees the handle as it goes.
  private func end(_ transfer: Transfer, _ failure: Disconnection?) {
    curl_multi_remove_handle(sockets.multi, transfer.easy.pointer)
    transfers[ObjectIdentifier(transfer.handover)] = nil
    transfer.handover.end(failure)
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
