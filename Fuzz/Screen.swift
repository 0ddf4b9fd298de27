// Any stream, any size, any keys: no crash, and nothing on the canvas that a terminal would obey.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 4 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let (columns, rows) = (Int(bytes[0]) % 130, Int(bytes[1]) % 50)
  let keys = Keymap.bindings.flatMap(\.keys)
  let text = String(decoding: bytes.dropFirst(4), as: UTF8.self)
  var parser = EventParser()
  var records: [Record] = []
  parser.push(Array(bytes.dropFirst(4)), into: &records)
  var state = StreamState(urls: [text, "b"], byteLimit: 4096)
  state.apply(.refusal(Array(bytes.dropFirst(4))), source: 0)
  if bytes[3] & 1 == 1 { state.apply(.state(.closed(.other(code: 1, text)), at: .start), source: 0) }
  state.apply(
    .batch(
      Batch(
        bytes: Array(bytes.dropFirst(4)), records: records, at: .start, pendingOffset: parser.pendingOffset,
        lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))), source: 0)
  var view = ViewState()
  let frame = Frame(columns: columns, rows: rows, now: Moment(.seconds(1)), glyphs: bytes[3] & 2 == 0 ? .unicode : .ascii)
  var choice = Int(bytes[2])
  for _ in 0..<4 {
    view.fit(state, frame)
    if let command = Keymap.command(for: keys[choice % keys.count]) {
      _ = view.apply(command, to: state, at: .start, clock: frame.clock)
    }
    choice = choice * 31 + 7
    view.fit(state, frame)
    let canvas = draw(state, view, frame)
    precondition(canvas.columns == columns && canvas.rows == rows)
    for row in 0..<rows {
      for cell in canvas.row(row) {
        for scalar in cell.character.unicodeScalars {
          precondition(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
          precondition(scalar.properties.generalCategory != .format)
        }
      }
    }
  }
  return 0
}
