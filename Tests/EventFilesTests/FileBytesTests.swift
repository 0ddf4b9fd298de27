import Foundation
import Glibc
import StreamModel
import TestSupport
import Testing

@testable import EventFiles

/// What is read of files, plain and gzipped.
struct FileBytesTests {
  /// Everything that comes before the end, and why it ended if it did not end well.
  private static func read(_ bytes: [UInt8]) async throws -> (bytes: [UInt8], failure: Disconnection?) {
    let folder = try TemporaryFolder()
    try folder.write(bytes, "file")
    var read: [UInt8] = []
    do {
      for try await chunk in FileBytes(descriptor: open(folder.path("file"), O_RDONLY)) {
        #expect(!chunk.isEmpty && chunk.count <= 1 << 20)
        read += chunk
      }
    } catch let reason as Disconnection { return (read, reason) }
    return (read, nil)
  }

  private static func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, "plain")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "gzip -c <'\(folder.path("plain"))' >'\(folder.path("gz"))'"]
    try process.run()
    process.waitUntilExit()
    return try folder.contents("gz")
  }

  private static func sample(_ count: Int, seed: UInt64) -> [UInt8] {
    var dice = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0x61...0x68, using: &dice) }
  }

  @Test(arguments: [0, 1, 2, 1000, 400_000])
  func `a plain file comes as it is`(count: Int) async throws {
    let bytes = Self.sample(count, seed: 1)
    #expect(try await Self.read(bytes) == (bytes, nil))
    for almost: [UInt8] in [[0x1F], [0x28], [0x28, 0xB5], [0x28, 0xB5, 0x2F]] {
      #expect(try await Self.read(almost) == (almost, nil))
      #expect(try await Self.read(almost + bytes) == (almost + bytes, nil))
    }
  }

  @Test(arguments: [0, 1, 1000, 400_000])
  func `a gzip file comes decompressed, all its members, and what follows them is told and ignored`(
    count: Int
  ) async throws {
    let bytes = Self.sample(count, seed: 2)
    let member = try Self.gzipped(bytes)
    #expect(try await Self.read(member) == (bytes, nil))
    #expect(try await Self.read(member + member) == (bytes + bytes, nil))
    #expect(try await Self.read(member + [0, 0, 0]) == (bytes, nil))
    let surplus = Disconnection.surplus("the gzip data has ended, and what follows it is ignored")
    #expect(try await Self.read(member + Array("rest".utf8)) == (bytes, surplus))
  }

  /// A frame of blocks that are not compressed (RFC 8878, 3.1.1).
  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(100_000)
      rest = rest.dropFirst(block.count)
      let head = block.count << 3 | (rest.isEmpty ? 1 : 0)
      frame += [UInt8(head & 255), UInt8(head >> 8 & 255), UInt8(head >> 16)] + block
    } while !rest.isEmpty
    return frame
  }

  @Test(arguments: [0, 1, 1000, 400_000]) func `a zstd file comes decompressed, from any place on`(
    count: Int
  ) async throws {
    let bytes = Self.sample(count, seed: 5)
    #expect(try await Self.read(Self.zstd(bytes)) == (bytes, nil))
    let folder = try TemporaryFolder()
    try folder.write(Self.zstd(bytes), "file")
    let file = FileBytes(descriptor: open(folder.path("file"), O_RDONLY))
    for offset in [0, count / 3, count / 2, 1, 0] where offset <= count {
      try file.seek(to: offset)
      var read: [UInt8] = []
      for try await chunk in file { read += chunk }
      #expect(read == Array(bytes[offset...]))
      #expect(file.isCompressed)
    }
  }

  @Test func `a gzip file that ends early gives what there is, and a sentence`() async throws {
    let bytes = Self.sample(300_000, seed: 3)
    let member = try Self.gzipped(bytes)
    for length in [2, 5, 30, member.count / 2, member.count - 1] {
      let (read, failure) = try await Self.read(Array(member.prefix(length)))
      #expect(bytes.starts(with: read))
      #expect(failure == .unreadable("the gzip data ends before its end"))
      if length == member.count - 1 { #expect(read == bytes) }
    }
  }

  @Test func `damaged gzip gives what came before, and a sentence`() async throws {
    let bytes = Self.sample(300_000, seed: 4)
    var member = try Self.gzipped(bytes)
    for index in (member.count / 2)..<(member.count / 2 + 40) { member[index] = 0xFF }
    let (read, failure) = try await Self.read(member)
    #expect(!read.isEmpty)
    #expect(failure == .unreadable("the gzip data is damaged"))
    var header = try Self.gzipped([1, 2, 3])
    header[2] = 99
    #expect(try await Self.read(header) == ([], .unreadable("the gzip data is damaged")))
  }

  @Test func `what was looked at comes again`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\nrest".utf8), "file")
    let file = FileBytes(descriptor: open(folder.path("file"), O_RDONLY))
    let beginning = try file.peek { bytes, _ in !bytes.isEmpty }
    var read: [UInt8] = []
    for try await chunk in file { read += chunk }
    #expect(read.starts(with: beginning) && read == Array("data: a\n\nrest".utf8))
  }
}
