import NIOCore

extension Cycle {
  /// Every way to write fields that the standard knows, and some that it tells to ignore.
  static let multiline = Cycle(
    path: "/multiline",
    summary: "data on several lines, fields in any order, without space or value, unknown ones",
    pieces: multilineTexts.map { ByteBuffer(string: $0) })

  private static let multilineTexts = [
    "id: 1\ndata: first line\ndata: second line\ndata: third line\n\n",
    "id: 2\ndata: {\ndata:   \"json\": \"on several lines\",\ndata:   \"list\": [\ndata:     1,\ndata:     2\ndata:   ]\ndata: }\n\n",
    "id: 3\ndata: an empty line follows\ndata:\ndata: and another at the end\ndata\n\n",
    "data: the id comes last\nevent: order\nid: 4\n\n",
    "data: one\nevent: order\ndata: two, with the type between\nid: 5\ndata: three, with the id between\n\n",
    "id:6\nevent:no space\ndata:no space after the colons\n\n",
    "id: 7\ndata:  two spaces: one is data\ndata:\ta tab is data\n\n",
    "id: 8\ndata\n\n",
    "id: 9\nevent: first\nevent: last\ndata: the last type counts\n\n",
    "id: overwritten\nid: 10\ndata: the last id counts\n\n",
    "id: 11\nevent: without data\n\ndata: after a block that is no event, but set the id\n\n",
    "id: 12\nunknown: field\nData: names are case-sensitive\n data: a space before the name\ndata: all else was ignored\n\n",
    "id: 13\n: a comment inside an event\ndata: a: colon: more\n\n",
    "id: 14\nevent\ndata: an empty type is message\n\n",
    "id: 15\nretry: 2500\ndata: set a reconnection time\n\nretry: 2.5\nretry: -1\nretry: x\ndata: and these do not\n\n\n\n\n",
  ]
}
