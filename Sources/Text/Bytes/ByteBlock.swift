/// Bytes on their way into an array, gathered on the stack: what has many short parts is appended at once.
package struct ByteBlock: ~Copyable {
  /// More would not lie on the stack.
  @usableFromInline static let size = 1024

  @usableFromInline let room: UnsafeMutableRawPointer
  @usableFromInline let output: UnsafeMutablePointer<[UInt8]>
  @usableFromInline var count = 0

  @usableFromInline
  init(room: UnsafeMutableRawPointer, output: UnsafeMutablePointer<[UInt8]>) {
    (self.room, self.output) = (room, output)
  }

  /// Appends to an array what is written into the block.
  @inlinable
  package static func gather(into output: inout [UInt8], _ body: (inout ByteBlock) -> Void) {
    withUnsafeMutablePointer(to: &output) { output in
      withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { room in
        guard let base = room.baseAddress else { return }
        var block = ByteBlock(room: base, output: output)
        body(&block)
        block.flush()
      }
    }
  }

  /// Lends room for so many bytes to who says how many were written.
  ///
  /// - Parameter most: not above `size`.
  @inlinable @inline(__always)
  package mutating func write(atMost most: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
    if count &+ most > Self.size { flush() }
    count &+= body(UnsafeMutableRawBufferPointer(start: room + count, count: most))
  }

  @inlinable
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count <= Self.size / 2 else {
      flush()
      return output.pointee.append(contentsOf: bytes)
    }
    write(atMost: bytes.count) { room in
      room.copyMemory(from: bytes)
      return bytes.count
    }
  }

  @inlinable
  package mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  /// - Parameter text: of at most half a block.
  @inlinable @inline(__always)
  package mutating func append(_ text: StaticString) {
    write(atMost: text.utf8CodeUnitCount) { room in
      room.copyMemory(from: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      return text.utf8CodeUnitCount
    }
  }

  /// Makes room in the array for so many bytes more.
  package mutating func reserve(_ more: Int) {
    flush()
    output.pointee.reserveCapacity(output.pointee.count + more)
  }

  /// Passes on what was written.
  @usableFromInline
  mutating func flush() {
    output.pointee.append(contentsOf: UnsafeRawBufferPointer(start: room, count: count))
    count = 0
  }
}
