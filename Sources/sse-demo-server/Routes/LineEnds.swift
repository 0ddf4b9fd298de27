import NIOCore

/// Streams that differ from the usual in bytes nobody sees.
extension Series {
  static let cr = Series(path: "/cr", summary: "lines that end in CR alone") { course, _ in
    { number in numbered(course, number).replacing("\n", with: "\r") }
  }

  static let crlf = Series(path: "/crlf", summary: "lines that end in CRLF") { course, _ in
    { number in numbered(course, number).replacing("\n", with: "\r\n") }
  }

  /// The one at the beginning belongs to the encoding; later ones to the text.
  static let bom = Series(path: "/bom", summary: "begins with a byte order mark; data has one too") { course, _ in
    { number in
      ByteBuffer(string: (number == 0 ? "\u{FEFF}" : "") + numbered(course, number, "\u{FEFF}event \(number + 1)"))
    }
  }

  private static func numbered(_ course: PaceOptions, _ number: Int, _ data: String? = nil) -> String {
    let data = data ?? "event \(number + 1)\non two lines"
    return String(buffer: Block.event(course.event(number, data)).encoded())
  }
}

extension String {
  fileprivate func replacing(_ lineFeed: Character, with lineEnd: String) -> ByteBuffer {
    ByteBuffer(string: split(separator: lineFeed, omittingEmptySubsequences: false).joined(separator: lineEnd))
  }
}
