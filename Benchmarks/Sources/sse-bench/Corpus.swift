import Glibc

/// A file of events in memory.
final class Corpus {
  let bytes: UnsafeRawBufferPointer

  init(path: String) throws {
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 64)
    guard size > 0, fread(memory.baseAddress, 1, size, file) == size else { throw Unreadable(path: path) }
    bytes = UnsafeRawBufferPointer(rebasing: memory[..<size])
  }

  deinit { bytes.deallocate() }

  struct Unreadable: Error { let path: String }

  /// The bytes cut into chunks, each lent.
  func forEachChunk(of size: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    var offset = 0
    while offset < bytes.count {
      let end = min(offset + size, bytes.count)
      body(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
      offset = end
    }
  }

  /// The bytes cut into chunks as a transport hands them over.
  func chunks(of size: Int) -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    forEachChunk(of: size) { chunks.append(Array($0)) }
    return chunks
  }
}
