/// A report that takes longer has kept the source from reading.
private let longestReport = Duration.milliseconds(50)
/// Bytes of a refusal's body that are read.
private let excerptLimit = 4096

/// After a silence of this length it is asked where the connection stands in its packets.
private let longSilence = Duration.milliseconds(60)

/// An event source of the standard: drives a machine and a parser with a transport and a clock.
public struct EventSource<C: Clock>: Sendable where C.Duration == Duration {
  public typealias Session = SourceSession

  private let transport: any Transport
  private let clock: C
  private let start: C.Instant

  /// - Parameter start: the instant of `Moment.start`, the same for all sources of a program.
  public init(_ transport: any Transport, clock: C, start: C.Instant) {
    self.transport = transport
    self.clock = clock
    self.start = start
  }

  /// Connects, reads, waits and reconnects until the machine is finished or the task is cancelled.
  ///
  /// Nothing is reported after a cancellation but what was being reported. Another `run` of the session connects at
  /// once: cancelling and running again is "reconnect now".
  ///
  /// - Parameters:
  ///   - loss: why the connection of the run before is given up, if it is to count as lost.
  ///   - report: awaited before more is read, so a slow consumer slows the socket.
  public func run(
    _ session: inout Session, after loss: Disconnection? = nil, report: @Sendable (Report) async -> Void
  ) async {
    var chunks: (any AsyncIteratorProtocol<[UInt8], any Error>)?
    var position: @Sendable () -> PacketPosition? = { nil }
    var action = session.machine.connect(after: loss, at: now)
    while !Task.isCancelled {
      await report(.state(session.machine.state, at: now))
      do {
        switch action {
        case .connect:
          session.reconnect()
          let (id, unsent) = session.resumption()
          if let unsent { await report(.unsentID(unsent, at: now)) }
          let response = try await transport.open(lastEventID: id) { progress in
            guard !Task.isCancelled else { return }
            await report(.progress(progress, at: now))
          }
          guard !Task.isCancelled else { return }
          await report(.head(response.head))
          action = session.responded(response.head, sent: id, at: now)
          if action == .read {
            session.begin(response.head)
            (chunks, position) = (response.chunks.makeAsyncIterator(), response.position)
          } else if response.head.status != 101 {
            // What follows 101 is another protocol, and no body.
            let excerpt = await excerpt(of: response)
            guard !Task.isCancelled else { return }
            if !excerpt.isEmpty { await report(.refusal(excerpt)) }
          }
        case .read:
          var end = Disconnection.ended
          var hasWaited = false
          var lastAt = Moment.start
          do {
            while let bytes = try await chunks?.next(isolation: nil) {
              var start = 0
              while start < bytes.count {
                // Before the parser has them: what it took must be reported, or the log lacks bytes that records count.
                guard !Task.isCancelled else { return }
                var batch = session.receive(bytes, from: &start, at: now)
                batch.mayHaveWaited = hasWaited
                if batch.at - lastAt >= longSilence { batch.position = position() }
                lastAt = batch.at
                await report(.batch(batch))
                hasWaited = now - batch.at >= longestReport
              }
            }
          } catch let reason as Disconnection where reason.isWhole {
            end = reason
          }
          if let last = session.finish(at: now) { await report(.batch(last)) }
          let mark = session.endMark
          action = session.machine.disconnected(mark.map { .finished($0.rawValue) } ?? end, at: now)
        case .wait(let until):
          try await clock.sleep(until: start.advanced(by: until.sinceStart), tolerance: nil)
          action = session.machine.connect()
        case .finish:
          return
        }
      } catch let reason as Disconnection {
        // Proxies often cut the body that a server ended; asking again could cost again.
        var reason = reason
        if case .cut = reason, let mark = session.endMark { reason = .finished(mark.rawValue) }
        action = session.machine.disconnected(reason, at: now)
      } catch is CancellationError {
        return
      } catch {
        action = session.machine.disconnected(.other(code: 1, "\(error)"), at: now)
      }
      // A response that did not open the stream, and a connection that ended, are let go before anything is waited for.
      if action != .read { chunks = nil }
    }
  }

  /// The start of a body, or what comes of it in two seconds. Real ones: this is about the network's patience, not
  /// about the source's time.
  private func excerpt(of response: Response) async -> [UInt8] {
    await withTaskGroup { group in
      group.addTask {
        var bytes: [UInt8] = []
        // However it ends, also by the cancellation below: what has come by then is what there is.
        do {
          for try await chunk in response.chunks {
            bytes += chunk
            if bytes.count >= excerptLimit { break }
          }
        } catch {}
        return Array(bytes.prefix(excerptLimit))
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(2))
        return []
      }
      var excerpt = await group.next() ?? []
      group.cancelAll()
      for await rest in group where excerpt.isEmpty { excerpt = rest }
      return excerpt
    }
  }

  private var now: Moment { Moment(start.duration(to: clock.now)) }
}
