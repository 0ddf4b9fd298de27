import NIOCore

extension Cycle {
  /// What a terminal obeys, if a client lets it through: each kind in data, and some in types, ids and a comment.
  static let escape = Cycle(
    path: "/escape",
    summary: "terminal escape sequences in types, ids and data, ?interval= seconds apart, ?count= in all",
    pieces: escapeTexts.map { ByteBuffer(string: $0) } + [rawC1].map { ByteBuffer(bytes: $0) } + [
      ByteBuffer(string: "id: last\nevent: harmless\ndata: the end of the cycle\n\n")
    ])

  private static let escapeTexts = [
    "id: first\nevent: harmless\ndata: the terminal's title must stay as it is\n\n",
    "event: title\ndata: OSC 0, BEL: \u{1B}]0;sse-top-was-here\u{7}.\n\n",
    "event: title\ndata: OSC 2, ST: \u{1B}]2;sse-top-was-here\u{1B}\\.\n\n",
    "event: \u{1B}]0;sse-top-was-here\u{7}in the type\ndata: OSC 0 in the type\n\n",
    "id: \u{1B}]2;sse-top-was-here\u{1B}\\7\nevent: title\ndata: OSC 2 in the id\n\n",
    // "sse-top-was-here" in base64.
    "event: clipboard\ndata: OSC 52: \u{1B}]52;c;c3NlLXRvcC13YXMtaGVyZQ==\u{7}.\n\n",
    "event: link\ndata: OSC 8: \u{1B}]8;;http://127.0.0.1/sse-top-was-here\u{1B}\\click\u{1B}]8;;\u{1B}\\.\n\n",
    "event: screen\ndata: CSI J, H: \u{1B}[2J\u{1B}[3J\u{1B}[Hsse-top-was-here\n\n",
    "event: \u{1B}[2J\u{1B}[Hscreen\ndata: CSI J, H in the type\n\n",
    "id: \u{1B}[2J\u{1B}[H8\nevent: screen\ndata: CSI J, H in the id\n\n",
    "event: colour\ndata: CSI m: \u{1B}[1;5;97;41msse-top-was-here\u{1B}[8m hidden\n\n",
    "event: mode\ndata: CSI h, l: \u{1B}[?1049h\u{1B}[?1049l\u{1B}[?25l\u{1B}[?1000h\u{1B}[?2004h\u{1B}[4h.\n\n",
    "event: report\ndata: CSI n, c, t: \u{1B}[6n\u{1B}[c\u{1B}[21t\u{5}.\n\n",
    "event: reset\ndata: RIS, DECALN, charset: \u{1B}c\u{1B}#8\u{1B}(0lqqk.\n\n",
    "event: string\ndata: DCS: \u{1B}P$qm\u{1B}\\\u{1B}P1;1|17/sse-top-was-here\u{1B}\\.\n\n",
    "event: string\ndata: APC, PM, SOS: \u{1B}_Gi=1;AAAA\u{1B}\\\u{1B}^sse\u{1B}\\\u{1B}Xsse\u{1B}\\.\n\n",
    "event: unfinished\ndata: an OSC without an end: \u{1B}]0;sse-top-was-here\n\n",
    "event: unfinished\ndata: an ESC at the end: \u{1B}\n\n",
    "event: C1 encoded\ndata: CSI, OSC, DCS, NEL: \u{9B}2J\u{9D}0;sse-top-was-here\u{9C}\u{90}q\u{9C}\u{85}.\n\n",
    "event: control\ndata: BEL, BS, VT, FF, SO, SI, DEL: \u{7}a\u{8}b\u{B}c\u{C}d\u{E}e\u{F}f\u{7F}g\n\n",
    "event: tab\ndata: a\tb\tc\n\n",
    "event: NUL\ndata: in data: a\0b\n\n",
    "id: with\0NUL\nevent: NUL\ndata: in the id, which therefore does not count\n\n",
    ": \u{1B}]0;sse-top-was-here\u{7}\u{1B}[2J in a comment\n\nevent: harmless\ndata: after a comment\n\n",
  ]

  /// The bytes that are C1 controls to a terminal without UTF-8, and to a client invalid UTF-8.
  private static let rawC1 =
    Array("event: C1 raw ".utf8) + [0x9B] + Array("2J\ndata: CSI, OSC, DCS, NEL: ".utf8)
    + [0x9B] + Array("2J".utf8) + [0x9D] + Array("0;sse-top-was-here".utf8) + [0x9C, 0x90]
    + Array("q".utf8) + [0x9C, 0x85] + Array(".\n\n".utf8)
}
