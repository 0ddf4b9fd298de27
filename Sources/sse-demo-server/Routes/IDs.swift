import NIOCore

/// Ids of every kind; the first event tells which Last-Event-ID the request had.
struct IDs: Route {
  let path = "/ids"
  let crossOrigin = CrossOrigin.anyone
  let summary = "ids with NUL, empty, of 255 bytes, beyond ASCII; first tells which Last-Event-ID came"
  let options = Cycle.pace

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let came = request.lastEventID.map { JSONText.quoted($0) } ?? "null"
    let first = Block.event(Event(type: "request", data: #"{"lastEventID":\#(came)}"#)).encoded()
    let cycle = Cycle(path: path, summary: summary, pieces: Self.texts.map { ByteBuffer(string: $0) })
    return try cycle.answer(request, after: first)
  }

  private static let texts = [
    "id: 1\ndata: a number\n\n",
    "data: no id: that of the event before stays\n\n",
    "id: a\0b\ndata: NUL in the id: it does not count\n\n",
    "id:\ndata: an empty id: none from here on\n\n",
    "id: \(String(repeating: "0123456789abcde", count: 17))\ndata: 255 bytes\n\n",
    "id: größe-数-🆔\ndata: beyond ASCII\n\n",
    "id:  spaces inside and around \ndata: spaces: one before it is not of the id\n\n",
    "id: [{\"topic\":\"a\",\"offset\":-1},{\"topic\":\"b\",\"timestamp\":1700000000001}]\ndata: JSON\n\n",
    "id: urn:uuid:00000000-0000-4000-8000-000000000001\ndata: a URN\n\n",
    "id\ndata: the field without a colon: an empty id\n\n",
    "id: only\n\ndata: the id came in a block without data, and counts\n\n",
    "id: 2\nid: 3\ndata: two ids: the last counts\n\n",
    "id: 2\ndata: a number again, lower than before\n\n",
  ]
}
