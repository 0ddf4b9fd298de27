import StreamModel
import TestSupport
import Testing

@testable import Findings

@Suite struct DeliveryTests {
  /// Events at a pace, let through only in blocks; the first comes with the response headers.
  private func held(
    bytes: Int, perSecond: Double, size: Int, seconds: Double, _ headers: [(String, String)], coded: Bool = false
  ) -> Scene {
    var scene = Scene()
    scene.ask(at: 0)
    var buffer: [UInt8] = []
    var number = 1
    var isOpen = false
    while Double(number) / perSecond <= seconds {
      let time = Double(number) / perSecond
      buffer += Array(event(number, bytes: size).utf8)
      while buffer.count >= bytes {
        if !isOpen { scene.open(at: time, headers) }
        isOpen = true
        scene.send(Array(buffer[..<bytes]), at: time)
        buffer.removeFirst(bytes)
      }
      number += 1
    }
    scene.pass(to: seconds)
    return scene
  }

  @Test(arguments: [(4096, 22.0, 180), (8192, 50, 220), (16_384, 40, 500), (4096, 10, 200), (1024, 5, 100)])
  func `blocks that stop inside lines are a buffer's`(bytes: Int, perSecond: Double, size: Int) throws {
    let scene = held(
      bytes: bytes, perSecond: perSecond, size: size, seconds: Double(bytes) / (perSecond * Double(size)) * 5.9,
      [("Server", "nginx/1.22.1")])
    let finding = try #require(scene.finding(.heldBySize))
    #expect(finding.severity == .error && finding.certainty == .certain)
    #expect(finding.remedies.contains { $0.contains("X-Accel-Buffering") })
    #expect(finding.remedies.contains { $0.contains("proxy_buffering") })
    #expect(finding.evidence.contains { $0.contains("Server: nginx/1.22.1") })
    #expect(finding.isNow)
    #expect(scene.alarms.count == 1, "\(scene.alarms)")
  }

  @Test func `a buffer is told within six seconds`() throws {
    let scene = held(bytes: 4096, perSecond: 22, size: 180, seconds: 6, [("Server", "nginx")])
    let told = try #require(scene.told.last { $0.finding.code == .heldBySize })
    #expect(told.at <= 6 && told.finding.certainty == .certain)
    #expect(scene.finding(.heldBySize)?.place?.connection == 1)
  }

  @Test func `under a coding it is the compressor`() throws {
    let scene = held(bytes: 7777, perSecond: 50, size: 100, seconds: 12, [("Content-Encoding", "gzip")])
    let finding = try #require(scene.finding(.heldByCompressor))
    #expect(finding.severity == .error && finding.certainty == .likely)
    #expect(scene.finding(.heldBySize) == nil)
  }

  @Test func `many events at once after a long wait are told within a second`() throws {
    var scene = Scene()
    scene.connect(after: 0.01, [("Content-Encoding", "br")])
    scene.send((1...400).map { event($0, bytes: 76) }.joined() + "data: {\"half", at: 8.2)
    scene.pass(to: 9.2)
    #expect(scene.finding(.heldByCompressor)?.severity == .error)
  }

  @Test func `a buffer that gives way soon is a warning`() {
    let scene = held(bytes: 4096, perSecond: 100, size: 200, seconds: 6, [])
    #expect(scene.finding(.heldBySize)?.severity == .warning)
  }

  @Test func `blank lines that come with the next event`() throws {
    var scene = Scene()
    scene.connect()
    for number in 1...4 { scene.send("\nid: \(number)\ndata: e\n", at: Double(number) * 0.7) }
    scene.pass(to: 4)
    let finding = try #require(scene.finding(.oneBehind))
    #expect(finding.severity == .error && finding.certainty == .certain && finding.count == 3)
    #expect(finding.evidence[0].contains("0.70 s"))
    // The same with CRLF, the LF late, and without ids.
    scene = Scene()
    scene.connect()
    for number in 1...5 { scene.send("\n\r\ndata: e\(number)\r", at: Double(number) * 0.5) }
    scene.pass(to: 4)
    #expect(scene.finding(.oneBehind) != nil)
  }

  @Test func `a blank line of its own is none of these`() {
    var scene = Scene()
    scene.connect()
    for number in 0..<20 {
      scene.send("data: e\n", at: Double(number) + 0.1)
      scene.send("\n", at: Double(number) + 0.5)
    }
    scene.pass(to: 22)
    #expect(scene.alarms.isEmpty)
  }

  @Test func `all at once at the end`() throws {
    var scene = Scene()
    scene.ask(at: 0)
    scene.open(at: 6.2, [("Content-Length", "7380"), ("Transfer-Encoding", "")])
    scene.send((1...41).map { event($0) }.joined(), at: 6.2)
    scene.end(at: 6.21)
    let finding = try #require(scene.finding(.allAtOnce))
    #expect(finding.severity == .error)
    #expect(scene.finding(.headLate) == nil)
    // Without a length it may be meant.
    scene = Scene()
    scene.connect(after: 6.2)
    scene.send((1...41).map { event($0) }.joined(), at: 6.25)
    scene.end(at: 6.3)
    #expect(scene.finding(.allAtOnce)?.severity == .note)
    // A model thinks, and may have little to say.
    scene = Scene()
    scene.connect(after: 6.2)
    scene.send((1...41).map { event($0) }.joined(), at: 6.25)
    scene.end(.finished("[DONE]"), at: 6.3)
    #expect(scene.finding(.allAtOnce) == nil)
  }

  @Test func `response headers that wait for the first event`() throws {
    var scene = Scene()
    scene.connect(after: 4.2)
    scene.send(event(1), at: 4.2)
    scene.send(event(2), at: 5.2)
    scene.pass(to: 23)
    // So far it could be an answer that was thought about.
    #expect(scene.alarms.isEmpty)
    scene.pass(to: 26)
    #expect(scene.finding(.headLate)?.severity == .warning)
    // A model is asked by POST, and thinks.
    scene = Scene(method: "POST")
    scene.connect(after: 4.2)
    scene.send(event(1), at: 4.2)
    scene.pass(to: 7)
    #expect(scene.alarms.isEmpty)
  }

  @Test func `no response headers, until they come`() throws {
    var scene = Scene()
    scene.ask(at: 0)
    scene.pass(to: 9)
    #expect(scene.findings.isEmpty)
    scene.pass(to: 12)
    #expect(scene.finding(.noHead)?.isNow == true)
    scene.open(at: 13)
    #expect(scene.finding(.noHead)?.isNow == false)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `seconds in which the machine is busy are no wait for a response`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene()
    scene.ask(at: 0)
    var calm = 0
    for second in 1...80 {
      scene.pass(to: Double(second) - 0.01)
      let isBusy = Int.random(in: 0..<4, using: &dice) > 0
      if isBusy {
        scene.state.machineWasBusy(since: Scene.moment(Double(second) - 1), at: Scene.moment(Double(second)))
      } else {
        calm += 1
      }
      scene.pass(to: Double(second))
      // A machine that is always busy explains a minute.
      #expect((scene.finding(.noHead) != nil) == (calm >= 10 || second >= 70), "\(second)")
    }
  }

  @Test func `response headers that a busy machine lets wait are not late`() {
    for isBusy in [false, true] {
      var scene = Scene()
      scene.ask(at: 0)
      scene.pass(to: 3.8)
      if isBusy { scene.state.machineWasBusy(since: .start, at: Scene.moment(3.8)) }
      scene.open(at: 4.2)
      scene.send(event(1), at: 4.2)
      scene.pass(to: 30)
      #expect(scene.alarms.isEmpty == isBusy, "\(scene.alarms)")
      // What has its response does not wait for it.
      scene.state.machineWasBusy(since: .start, at: Scene.moment(31))
      #expect(scene.state.sources[0].attempts[0].excused == (isBusy ? .milliseconds(3800) : .zero))
      #expect(!scene.state.awaitsResponse)
    }
  }
}
