import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// What is kept of a source beside its log: bytes that are counted, whatever a stream brings.
@Suite struct MemoryTests {
  /// All that is kept of a source but what its log holds, and of the newest request and response what they say.
  private static func parts(_ scene: Scene) -> [(name: String, bytes: Int)] {
    let source = scene.state.sources[0]
    var size = HeapSize()
    var parts = [("itself", MemoryLayout<SourceState>.size)]
    for child in Mirror(reflecting: source).children {
      guard let name = child.label, !["url", "name", "request", "sentRequest", "head", "refusal"].contains(name) else {
        continue
      }
      parts.append((name, size.held(by: child.value)))
    }
    return parts + [("board", MemoryLayout<FindingBoard>.size + size.held(by: scene.board))]
  }

  /// Connections that are lost again and again, with all that can be wrong, as long as can be.
  private static func worst(connections: Int) -> Scene {
    var scene = Scene()
    let long = String(repeating: "x", count: 900)
    var now = 0.0
    var number = 0
    for connection in 0..<connections {
      scene.connect(at: now, [("Server", "nginx/\(long)"), ("Via", "1.1 \(long)"), ("Age", "7")])
      var text = "\u{FEFF}Data: \(long)\n{\n\"a\":1\nretry: \(long)\nretry: 1\nid: a\u{0}b\n\(long): y\n\r\n\n"
      for index in 0..<80 {
        number += connection.isMultiple(of: 3) ? 1 : 3
        let id = index.isMultiple(of: 2) ? "topic-\(number)" : "\(long)\(number % 7)"
        text +=
          #"id: \#(id)"# + "\n" + #"data: {"time":"2026-11-26T12:00:\#(10 + index % 50).000Z","n":\#(number),"#
          + #""text":"\#(long)"}"# + "\n\n"
      }
      scene.send(text, at: now + 0.2)
      scene.send(": ping\n\n", at: now + 2)
      // One is late by more than an hour, so that the lengths of gaps take all the room they may.
      if connection == 70 {
        now += 4000
        scene.send(event(number), at: now + 3)
      }
      scene.send("data: {\"broken\": \(long)", at: now + 4)
      let detail = "\(connection)" + String(repeating: "r", count: 250)
      let reason: Disconnection = connection.isMultiple(of: 2) ? .cut(detail) : .reset(detail)
      scene.end(reason, at: now + 6, retry: 1)
      now += 8
    }
    scene.pass(to: now)
    return scene
  }

  @Test func `no source takes more than 64 KiB, whatever comes and however often`() {
    let parts = Self.parts(Self.worst(connections: 105))
    let later = Self.parts(Self.worst(connections: 140))
    #expect(later.reduce(0) { $0 + $1.bytes } <= 64 << 10, "\(later)")
    // Nothing of it goes on growing. The heap gives each block up to 16 bytes more than asked, as it happens to lie.
    for (part, later) in zip(parts, later) { #expect(abs(later.bytes - part.bytes) < 2 << 10, "\(part) \(later)") }
  }

  @Test func `all findings that there are, each as long as it may be, take no more than their share`() {
    let line = String(repeating: "e", count: 200)
    let all = FindingCode.allCases.map { code in
      Finding(
        Verdict(
          code, title: line, evidence: Array(repeating: line, count: 9), remedies: Array(repeating: line, count: 9),
          figures: [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)]), at: .start)
    }
    // A quiet stream at rest beside them: 200 of these are watched at once.
    let quiet = HeapSize.whole(SourceState(url: "http://h/", reconnectionTime: .seconds(3), lastEventID: []))
    #expect(HeapSize.whole(FindingBoard([all])) + quiet <= 128 << 10)
    #expect(quiet <= 32 << 10, "\(quiet) bytes")
  }
}

/// Bytes that a value takes, with all that it holds on the heap; what is held in two places is one block.
private struct HeapSize {
  private var seen: Set<UnsafeRawPointer> = []

  static func whole<Value>(_ value: Value) -> Int {
    var size = HeapSize()
    return MemoryLayout<Value>.size + size.held(by: value)
  }

  mutating func held(by value: Any) -> Int {
    if let holder = value as? any HeapHolder { return holder.heldBytes(&self) }
    return Mirror(reflecting: value).children.reduce(0) { $0 + held(by: $1.value) }
  }

  /// Whether a block was not counted yet.
  mutating func isNew(_ block: UnsafeRawPointer?) -> Bool { block.map { seen.insert($0).inserted } ?? true }
}

/// What has its elements in a block of the heap.
private protocol HeapHolder {
  func heldBytes(_ size: inout HeapSize) -> Int
}

extension Array: HeapHolder {
  fileprivate func heldBytes(_ size: inout HeapSize) -> Int {
    // A constant's block is the program's, an empty one's nobody's.
    guard capacity > 0, size.isNew(withUnsafeBytes { $0.baseAddress }) else { return 0 }
    let block = 32 + capacity * MemoryLayout<Element>.stride
    return _isPOD(Element.self) ? block : reduce(block) { $0 + size.held(by: $1) }
  }
}

extension Dictionary: HeapHolder {
  fileprivate func heldBytes(_ size: inout HeapSize) -> Int {
    guard capacity > 0 else { return 0 }
    let slots = capacity * 4 / 3 * (MemoryLayout<Key>.stride + MemoryLayout<Value>.stride)
    return reduce(64 + slots) { $0 + size.held(by: $1.key) + size.held(by: $1.value) }
  }
}

extension Set: HeapHolder {
  fileprivate func heldBytes(_ size: inout HeapSize) -> Int {
    guard capacity > 0 else { return 0 }
    return reduce(64 + capacity * 4 / 3 * MemoryLayout<Element>.stride) { $0 + size.held(by: $1) }
  }
}

extension String: HeapHolder {
  /// Fifteen bytes stand in the value itself.
  fileprivate func heldBytes(_ size: inout HeapSize) -> Int {
    guard utf8.count > 15 else { return 0 }
    let block = utf8.withContiguousStorageIfAvailable { $0.baseAddress.map { UnsafeRawPointer($0) } } ?? nil
    return size.isNew(block) ? 32 + utf8.count : 0
  }
}
