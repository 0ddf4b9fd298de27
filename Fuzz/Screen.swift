// Any stream, any size, any keys while it arrives: no crash, and nothing on the canvas that a terminal would obey.

@testable import Dashboard
@testable import StreamModel
@testable import Text

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzedInput(bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  guard var screen = FuzzedScreen(&input) else { return 0 }
  screen.look()
  while let key = input.nextKey() {
    screen.receive(input.nextChunk())
    screen.press(key)
    screen.look()
  }
  return 0
}

/// Bytes that are sizes and keys at first, and what the stream says after that.
private struct FuzzedInput {
  let bytes: [UInt8]
  private var next = 0
  private var keys: Range<Int> = 0..<0
  private static let bound = Keymap.bindings.flatMap(\.keys)

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func byte() -> Int? {
    guard next < bytes.count else { return nil }
    defer { next += 1 }
    return Int(bytes[next])
  }

  /// Sets so many bytes apart for keys.
  mutating func keep(keys count: Int) {
    keys = next..<min(next + count, bytes.count)
    next = keys.upperBound
  }

  mutating func nextKey() -> Key? {
    guard let position = keys.popFirst() else { return nil }
    let byte = Int(bytes[position])
    if byte < Self.bound.count { return Self.bound[byte] }
    switch byte % 4 {
    case 0: return .mouse(Key.Mouse(.press, row: byte % 23, column: byte % 71))
    case 1: return .mouse(Key.Mouse(byte & 4 == 0 ? .wheelUp : .wheelDown, row: byte % 17, column: 3))
    case 2: return .paste(String(decoding: bytes.suffix(64), as: UTF8.self))
    default: return .character(Character(UnicodeScalar(UInt8(32 + byte % 95))))
    }
  }

  mutating func nextChunk() -> [UInt8] {
    let end = keys.isEmpty ? bytes.count : min(next + 97, bytes.count)
    defer { next = end }
    return Array(bytes[next..<end])
  }
}

private struct FuzzedScreen {
  private var state: StreamState
  private var parser = EventParser()
  private var view = ViewState()
  private var frame: Frame

  init?(_ input: inout FuzzedInput) {
    guard let columns = input.byte(), let rows = input.byte(), let flags = input.byte(), let keys = input.byte() else {
      return nil
    }
    frame = Frame(columns: columns % 230, rows: rows % 60, now: .start, glyphs: flags & 1 == 0 ? .unicode : .ascii)
    let tail = Array(input.bytes.suffix(48))
    let text = String(decoding: tail, as: UTF8.self)
    state = StreamState(urls: flags & 2 == 0 ? [text] : [text, "b"], byteLimit: 4096)
    if flags & 4 != 0 { state.apply(.refusal(tail), source: 0) }
    if flags & 8 != 0 { state.apply(.state(.closed(.other(code: 1, text)), at: .start), source: 0) }
    input.keep(keys: keys % 32)
  }

  mutating func receive(_ bytes: [UInt8]) {
    frame.now = frame.now + .milliseconds(70)
    var records: [Record] = []
    parser.push(bytes, into: &records)
    state.apply(
      .batch(
        Batch(
          bytes: bytes, records: records, at: frame.now, pendingOffset: parser.pendingOffset,
          lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))), source: 0)
  }

  mutating func press(_ key: Key) {
    _ = view.press(key, in: state, at: frame.now, clock: frame.clock)
    _ = view.advance(state, budget: 5)
  }

  mutating func look() {
    view.fit(state, frame)
    let canvas = draw(state, view, frame)
    precondition(canvas.columns == frame.columns && canvas.rows == frame.rows)
    for row in 0..<canvas.rows {
      for cell in canvas.row(row) {
        for scalar in cell.character.unicodeScalars {
          precondition(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
          precondition(scalar.properties.generalCategory != .format)
        }
      }
    }
  }
}
