/// A place in a file from which reading can go on as it did when it was there: what lies before it need not be read.
public final class FilePlace: Sendable {
  let reading: FileReading
  /// What of the chunk that was read last was not taken yet.
  let rest: ArraySlice<RecordingReader.Piece>
  /// Bytes of the file's content, decompressed, that were read.
  package let offset: Int
  /// The time of what was read last.
  package let moment: Moment

  init(_ reading: FileReading, rest: ArraySlice<RecordingReader.Piece>, offset: Int) {
    (self.reading, self.rest, self.offset) = (reading, rest, offset)
    moment = reading.now
  }

  /// Whether the file's end was reported.
  package var isAtEnd: Bool { reading.hasEnded }
  /// Events that lie before it.
  package var events: Int { reading.events }

  /// Bytes that it holds on to.
  package var weight: Int {
    rest.reduce(1024) { sum, piece in
      if case .bytes(let bytes) = piece { sum + bytes.count } else { sum + 64 }
    }
  }
}

extension FilePlace: Equatable {
  public static func == (left: FilePlace, right: FilePlace) -> Bool { left === right }
}
