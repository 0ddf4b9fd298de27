#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds the line ends of one chunk, in order: the next LF or CR, whichever comes first.
///
/// Both are looked for with `memchr`, each remembered until it is passed: a stream without CR pays for one search a
/// chunk, not one a line. This is the one place where the library calls C, because nothing else scans as fast.
struct LineEnds {
  private let bytes: UnsafeRawBufferPointer
  private var lineFeed = -1
  private var carriageReturn = -1

  init(in bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The index of the first line end at or after `index`, or `nil` if the chunk has none. Ask with growing indexes.
  mutating func next(from index: Int) -> Int? {
    if lineFeed < index { lineFeed = first(0x0A, from: index) }
    if carriageReturn < index { carriageReturn = first(0x0D, from: index) }
    let end = min(lineFeed, carriageReturn)
    return end < bytes.count ? end : nil
  }

  private func first(_ byte: Int32, from index: Int) -> Int {
    guard index < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + index, byte, bytes.count - index)
    else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }
}
