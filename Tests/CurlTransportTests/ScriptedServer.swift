import Dispatch
import Foundation
import Glibc
import TestSupport

@testable import CurlTransport

/// A server on loopback that does, byte for byte, what a script says: one thread and one call of it a connection.
///
/// Nothing in it understands HTTP beyond the end of a head, so it can misbehave in every way. All waits are bounded by
/// `patience`; a script that waits in vain goes on, and the report says so.
final class ScriptedServer: Sendable {
  typealias Script = @Sendable (Peer) -> Void

  /// What a connection was like, told when its script has ended.
  struct Report: Sendable {
    /// Every head that was read, in raw bytes.
    var heads: [[UInt8]] = []
    /// Bytes that the system took from the script.
    var sent = 0
    var close: Close?
  }

  /// How the client's side ended.
  enum Close: Sendable { case end, reset, notInTime }

  static let patience: Int = 5

  let port: UInt16
  private let listener: Int32
  private let shutDown: ListenerShutdown
  private let ledger = Ledger()

  init(on address: ListeningAddress = .ipv4, _ script: @escaping Script) throws {
    (listener, port) = try address.listen()
    shutDown = ListenerShutdown(of: listener)
    Thread.start { [listener, ledger] in
      Self.accept(on: listener, ledger, script)
    }
  }

  /// The same for every connection: reads the head, sends these bytes, closes.
  convenience init(on address: ListeningAddress = .ipv4, answer: String) throws {
    try self.init(on: address) { peer in
      peer.readHead()
      peer.send(answer)
    }
  }

  deinit { stop() }

  func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Refuses what comes from now on.
  func stop() { shutDown() }

  /// Returns when nobody listens any more.
  func stopped() async {
    await withCheckedContinuation { continuation in
      let isStopped = ledger.state.withLock { state in
        if !state.isStopped { state.stopWaiters.append(continuation) }
        return state.isStopped
      }
      if isStopped { continuation.resume() }
    }
  }

  /// Connections taken so far.
  var connections: Int { ledger.state.withLock { $0.reports.count } }

  /// The heads read so far, in the order of connections, as text.
  var heads: [String] {
    ledger.state.withLock { state in
      state.reports.keys.sorted().flatMap { state.reports[$0]?.heads ?? [] }.map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  /// What connection `number` (from 0) was like; returns when its script has ended.
  func report(_ number: Int = 0) async -> Report {
    await withCheckedContinuation { continuation in
      let report = ledger.state.withLock { state -> Report? in
        if state.ended.contains(number) { return state.reports[number] }
        state.waiters.append((number, continuation))
        return nil
      }
      if let report { continuation.resume(returning: report) }
    }
  }

  private final class Ledger: Sendable {
    struct State {
      var reports: [Int: Report] = [:]
      var ended: Set<Int> = []
      var isStopped = false
      var stopWaiters: [CheckedContinuation<Void, Never>] = []
      var waiters: [(number: Int, continuation: CheckedContinuation<Report, Never>)] = []
    }
    let state = Locked(State())

    func note(_ report: Report, of number: Int) { state.withLock { $0.reports[number] = report } }

    func end(_ number: Int, _ report: Report) {
      let waiters = state.withLock { state in
        state.reports[number] = report
        state.ended.insert(number)
        defer { state.waiters.removeAll { $0.number == number } }
        return state.waiters.filter { $0.number == number }
      }
      for waiter in waiters { waiter.continuation.resume(returning: report) }
    }
  }

  private static func accept(on listener: Int32, _ ledger: Ledger, _ script: @escaping Script) {
    var number = 0
    while let socket = nextClient(of: listener) {
      ledger.note(Report(), of: number)
      Thread.start { [number] in
        let peer = Peer(number: number, socket: socket) { ledger.note($0, of: number) }
        script(peer)
        peer.close()
        ledger.end(number, peer.report)
      }
      number += 1
    }
    close(listener)
    let waiters = ledger.state.withLock { state in
      state.isStopped = true
      return state.stopWaiters
    }
    for waiter in waiters { waiter.resume() }
  }
}

/// Holds a script until the test lets it go on.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  /// Returns when the gate was opened once more, or patience ends.
  ///
  /// - Returns: whether it was opened.
  @discardableResult func wait() -> Bool {
    semaphore.wait(timeout: .now() + .seconds(ScriptedServer.patience)) == .success
  }
}

extension Thread {
  fileprivate static func start(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = 256 * 1024
    thread.start()
  }
}
