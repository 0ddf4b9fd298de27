import NIOCore

extension Cycle {
  /// Text that goes astray on a screen: what turns its direction, what has no width or two, what piles up.
  static let bidi = Cycle(
    path: "/bidi",
    summary: "bidi controls, zero-width, combining, wide and emoji characters, ?interval= seconds apart, ?count=",
    pieces: bidiTexts.map { ByteBuffer(string: $0) })

  private static let bidiTexts = [
    "id: first\nevent: harmless\ndata: left to right\n\n",
    "event: override\ndata: RLO: invoice\u{202E}fdp.exe\u{202C} and on\n\n",
    "event: override\ndata: LRE, RLE, LRO, PDF: \u{202A}a\u{202B}b\u{202D}c\u{202C}\u{202C}\u{202C} and on\n\n",
    "event: override\ndata: not ended: \u{202E}\u{202B}abc\n\n",
    "event: \u{202E}type\ndata: RLO in the type\n\n",
    "id: \u{202E}12\nevent: override\ndata: RLO in the id\n\n",
    "event: isolate\ndata: LRI, RLI, FSI, PDI: \u{2066}a\u{2067}b\u{2068}c\u{2069}\u{2069}\u{2069} and on\n\n",
    "event: isolate\ndata: not ended: \u{2067}abc\n\n",
    "event: mark\ndata: LRM, RLM, ALM: a\u{200E}b\u{200F}c\u{61C}d\n\n",
    "event: zero width\ndata: ZWSP, ZWNJ, ZWJ, WJ, BOM, SHY: a\u{200B}b\u{200C}c\u{200D}d\u{2060}e\u{FEFF}f\u{AD}g\n\n",
    "event: zero\u{200B}width\ndata: ZWSP in the type\n\n",
    "event: tags\ndata: invisible: a\u{E0001}\u{E0068}\u{E0069}\u{E007F}b, selectors: c\u{FE00}d\u{E0100}e\n\n",
    "event: combining\ndata: a tower: Z\(String(repeating: "\u{30D}\u{316}\u{489}", count: 40)) and on\n\n",
    "event: combining\ndata: \u{301}at the beginning, e\u{301} composed, \u{20DD}\u{20E3} and on\n\n",
    "event: right to left\ndata: שלום עולם 123 (abc) مرحبا بالعالم ٤٥٦\n\n",
    "event: שלום\ndata: Hebrew in the type\n\n",
    "event: wide\ndata: 漢字かな한글 ＡＢＣ １２３ ｶﾅ 𠀋\n\n",
    "event: wide\ndata: jamo: \u{1112}\u{1161}\u{11AB}, fillers: a\u{3164}b\u{115F}c, space: a\u{3000}b\n\n",
    "event: ambiguous\ndata: ± § ° α Ω ─ █ … “” €\n\n",
    "event: emoji\ndata: 👩‍👩‍👧‍👦 🏳️‍🌈 👋🏽 🇩🇪🇫🇷 1️⃣ ❤️ ❤ ☺︎ 🫨\n\n",
    "event: emoji\ndata: halves: a\u{1F1E9}b\u{1F3FD}c\u{200D}\u{1F467}d\u{FE0F}e\n\n",
    "event: scripts\ndata: क्षि நி ทั้ง བོད་ ꦗꦮ ﷽ 𒐫\n\n",
    "event: separators\ndata: LS, PS, NEL: a\u{2028}b\u{2029}c\u{85}d, spaces: e\u{A0}f\u{2003}g\u{1680}h\n\n",
    "event: odd\ndata: noncharacters: \u{FFFE}\u{FFFF}\u{10FFFF}, private: \u{E000}\u{F0000}, replaced: \u{FFFD}\u{FFFC}\n\n",
    "id: last\nevent: harmless\ndata: the end of the cycle\n\n",
  ]
}
