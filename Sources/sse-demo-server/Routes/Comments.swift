import NIOCore

extension Cycle {
  /// Comments wherever they may stand.
  static let comments = Cycle(
    path: "/comments",
    summary: "comments before, inside and between events, empty, long and many",
    pieces: commentTexts.map { ByteBuffer(string: $0) })

  private static let commentTexts = [
    ": before the first event\n\nid: 1\ndata: after a comment of its own\n\n",
    ": right before\nid: 2\n: inside\nevent: inside\n:inside, without space\ndata: comments within\n: at the end\n\n",
    ":\n\n:\n:\n\nid: 3\ndata: after empty ones\n\n",
    ":thump\nid: 4\nevent: thump\ndata: after one without an empty line\n\n",
    ": \(String(repeating: "a long comment, ", count: 600))\n\nid: 5\ndata: after a long one\n\n",
    "\(String(repeating: ": one of a hundred\n", count: 100))\nid: 6\ndata: after a hundred\n\n",
    ": data: not data\n: id: no id\n\nid: 7\ndata: after what looks like fields\n\n",
    "id: 8\ndata: : not a comment\n\n",
    ": ünïcödé 💬 漢字\n\nid: 9\ndata: after one beyond ASCII\n\n",
  ]
}
