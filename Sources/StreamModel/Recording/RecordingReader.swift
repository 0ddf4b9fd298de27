import Text

/// Takes a recording apart again: what came, and the marks that the recorder put between.
///
/// Chunks may be cut anywhere. Bytes are given on as soon as they cannot belong to a mark.
public struct RecordingReader: Sendable {
  public enum Piece: Equatable, Sendable {
    case bytes([UInt8])
    case mark(Mark)
  }

  /// The pending line, while it may be a mark.
  private var candidate: [UInt8] = []
  private var isAtLineStart = true
  /// The next line is the stream's own.
  private var isLiteral = false
  /// A mark ended with a CR: an LF that comes next belongs to it.
  private var unendedMark: Mark?
  /// Longer lines are no marks, so that memory is bounded.
  private static let markLimit = 64 << 20

  public init() {}

  /// Whether a file begins as recordings do.
  public static func isRecording(_ beginning: some Collection<UInt8>) -> Bool {
    beginning.withoutByteOrderMark.starts(with: Mark.beginning)
  }

  /// The marks with which a recording begins.
  ///
  /// - Parameter beginning: as much of the file as there is at hand.
  public static func heading(_ beginning: some Collection<UInt8>) -> [Mark] {
    var reader = RecordingReader()
    return reader.push(Array(beginning.withoutByteOrderMark)).prefix { if case .mark = $0 { true } else { false } }
      .compactMap {
        if case .mark(let mark) = $0 { mark } else { nil }
      }
  }

  public mutating func push(_ chunk: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    chunk.withUnsafeBytes { receive($0, &pieces) }
    return pieces
  }

  /// The file has ended.
  public mutating func finish() -> [Piece] {
    var pieces: [Piece] = []
    if let mark = unendedMark { emit(mark, end: [0x0D], &pieces) }
    unendedMark = nil
    if !candidate.isEmpty { pieces.append(.bytes(candidate)) }
    candidate = []
    return pieces
  }

  private mutating func receive(_ chunk: UnsafeRawBufferPointer, _ pieces: inout [Piece]) {
    var index = 0
    if let mark = unendedMark, let first = chunk.first {
      unendedMark = nil
      emit(mark, end: first == 0x0A ? [0x0D, 0x0A] : [0x0D], &pieces)
      index = first == 0x0A ? 1 : 0
    }
    var plainStart = index
    var ends = LineEnds(in: chunk)
    while let end = ends.next(from: index) {
      defer { isAtLineStart = true }
      let isLong = candidate.count + end - index >= Mark.beginning.count
      if isLong, isAtLineStart, !isLiteral, mayBeMark(chunk[index..<end]) {
        emitBytes(chunk[plainStart..<index], &pieces)
        let line = candidate + chunk[index..<end]
        if let mark = Mark(line) {
          candidate = []
          index = end + 1
          if chunk[end] == 0x0A {
            emit(mark, end: [0x0A], &pieces)
          } else if index == chunk.count {
            unendedMark = mark
          } else {
            let hasLineFeed = chunk[index] == 0x0A
            emit(mark, end: hasLineFeed ? [0x0D, 0x0A] : [0x0D], &pieces)
            if hasLineFeed { index += 1 }
          }
          plainStart = index
          continue
        }
        plainStart = index
      }
      if !candidate.isEmpty {
        pieces.append(.bytes(candidate))
        candidate = []
      }
      isLiteral = false
      index = end + 1
    }
    guard index < chunk.count else { return emitBytes(chunk[plainStart..<index], &pieces) }
    if isAtLineStart, !isLiteral, mayBeMark(chunk[index...]) {
      emitBytes(chunk[plainStart..<index], &pieces)
      candidate += chunk[index...]
    } else {
      if !candidate.isEmpty { pieces.append(.bytes(candidate)) }
      candidate = []
      isAtLineStart = false
      emitBytes(chunk[plainStart...], &pieces)
    }
  }

  /// Whether the pending line and what comes of it here begin as a mark does, as far as they go.
  private func mayBeMark(_ part: Slice<UnsafeRawBufferPointer>) -> Bool {
    let beginning = Mark.beginning
    if candidate.isEmpty, let first = part.first, first != beginning[0] { return false }
    let known = candidate.count
    if known < beginning.count {
      for (own, wanted) in zip(part, beginning[known...]) where own != wanted { return false }
    }
    return known + part.count <= Self.markLimit
  }

  private func emitBytes(_ bytes: Slice<UnsafeRawBufferPointer>, _ pieces: inout [Piece]) {
    if !bytes.isEmpty { pieces.append(.bytes(Array(bytes))) }
  }

  private mutating func emit(_ mark: Mark, end: [UInt8], _ pieces: inout [Piece]) {
    switch mark.content {
    case .literal: isLiteral = true
    case .line(let line): pieces.append(.bytes(line + end))
    case .unfinished(let rest): if !rest.isEmpty { pieces.append(.bytes(rest)) }
    default: pieces.append(.mark(mark))
    }
  }
}
