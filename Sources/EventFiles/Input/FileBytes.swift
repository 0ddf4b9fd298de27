import ContentDecoding
import Glibc
import StreamModel
import Synchronization

/// The bytes of a file or a pipe as they come, decompressed if they are gzip or zstd.
///
/// Reading blocks for as long as a pipe says nothing, so the task that iterates has to prefer `executor`, which has a
/// thread of its own. What it reads it parses there, without waking another.
final class FileBytes: AsyncSequence, Sendable {
  typealias Element = [UInt8]
  typealias Failure = any Error

  private static let chunk = 128 << 10

  private struct State {
    var descriptor: Int32
    /// There if it is compressed, and how.
    var decoder: ContentDecoder?
    var coding: ContentCoding?
    /// Bytes that were read to see what they are.
    var beginning: [UInt8] = []
    /// Where is read into.
    var buffer: [UInt8] = []
    var isKnown = false
    var hasEnded = false
    var failure: Disconnection?
    /// Where the file begins.
    var start: off_t = 0
    /// Bytes that are to be passed over: they were read before.
    var passed = 0
  }

  private let state: Mutex<State>
  /// Where this may be iterated.
  let executor = QueueExecutor(label: "file")
  private let path: String?

  /// - Parameter descriptor: closed at the end.
  init(descriptor: Int32) {
    state = Mutex(State(descriptor: descriptor, start: Swift.max(lseek(descriptor, 0, SEEK_CUR), 0)))
    path = nil
  }

  /// - Parameter path: of a pipe, which is opened when it is read, because that may wait for its writer.
  init(pipe path: String) {
    state = Mutex(State(descriptor: -1))
    self.path = path
  }

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Reads on until the beginning tells what it is, for those who must know before anything else.
  ///
  /// What it returns is not taken away: iterating begins with it.
  func peek(until isEnough: ([UInt8], _ isWhole: Bool) -> Bool) throws(Disconnection) -> [UInt8] {
    var beginning: [UInt8] = []
    while !isEnough(beginning, false) {
      guard let chunk = try readToEnd() else {
        _ = isEnough(beginning, true)
        break
      }
      beginning += chunk
    }
    peeked.withLock { $0 = beginning }
    return beginning
  }

  /// As `read`; what follows the end of gzip data is told to who reads on.
  private func readToEnd() throws(Disconnection) -> [UInt8]? {
    do { return try read() } catch {
      guard case .surplus = error else { throw error }
      return nil
    }
  }

  private let peeked = Mutex<[UInt8]>([])

  func makeAsyncIterator() -> Iterator { Iterator(file: self) }

  struct Iterator: AsyncIteratorProtocol {
    let file: FileBytes

    func next() async throws -> [UInt8]? { try file.next() }
  }

  /// The next bytes; `nil` at the end.
  func next() throws -> [UInt8]? {
    let known = peeked.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
    if !known.isEmpty { return known }
    return try read()
  }

  /// The next bytes; `nil` at the end.
  private func read() throws(Disconnection) -> [UInt8]? {
    let result = state.withLock { state in Self.read(&state, path: path) }
    return try result.get()
  }

  /// Whether it is compressed, as far as that is known.
  var isCompressed: Bool { state.withLock { $0.decoder != nil } }

  /// Has reading go on at an offset of what the file holds, decompressed. Only of a regular file.
  func seek(to offset: Int) throws(Disconnection) {
    peeked.withLock { $0 = [] }
    let result: Result<Void, Disconnection> = state.withLock { state in
      let isCompressed = state.decoder != nil
      guard lseek(state.descriptor, state.start + (isCompressed ? 0 : off_t(offset)), SEEK_SET) >= 0 else {
        return .failure(.unreadable(String(cString: strerror(errno))))
      }
      (state.hasEnded, state.failure) = (false, nil)
      if isCompressed {
        state.decoder = state.coding.map { ContentDecoder([$0]) }
        state.passed = offset
      }
      return .success(())
    }
    try result.get()
  }

  /// How many bytes a file holds now, from where it began to be read on; `nil` for what is no regular file.
  var size: Int? {
    state.withLock { state in
      var status = stat()
      guard state.descriptor >= 0, fstat(state.descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      return Swift.max(Int(status.st_size - state.start), 0)
    }
  }

  /// Bytes of a regular file as they lie in it, whatever was read of it, and without a word about where reading goes on.
  ///
  /// - Returns: fewer where it ends before, or cannot be read.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    state.withLock { state in
      [UInt8](unsafeUninitializedCapacity: Swift.max(count, 0)) { buffer, filled in
        while filled < buffer.count {
          let place = state.start + off_t(offset + filled)
          let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
          let count = pread(state.descriptor, rest.baseAddress, rest.count, place)
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { return }
          filled += count
        }
      }
    }
  }

  private static func read(_ state: inout State, path: String?) -> Result<[UInt8]?, Disconnection> {
    if let failure = state.failure { return .failure(failure) }
    if state.descriptor < 0, let path {
      state.descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if state.descriptor < 0 { return .failure(.unreadable(String(cString: strerror(errno)))) }
    }
    if state.buffer.isEmpty { state.buffer = [UInt8](repeating: 0, count: chunk) }
    while true {
      if let decoder = state.decoder {
        do throws(ContentDecoder.Failure) {
          switch try decoder.pull() {
          case .bytes(let bytes):
            guard state.passed > 0 else { return .success(bytes) }
            let passed = Swift.min(state.passed, bytes.count)
            state.passed -= passed
            if passed < bytes.count { return .success(Array(bytes[passed...])) }
          case .unfinished: continue
          case .over(let coding):
            state.failure = .surplus(coding.surplus)
            return .failure(.surplus(coding.surplus))
          case .hungry where state.hasEnded:
            try decoder.finish()
            return .success(nil)
          case .hungry: break
          }
        } catch {
          let reason = Disconnection.unreadable(error.sentence)
          state.failure = reason
          return .failure(reason)
        }
      } else if state.hasEnded {
        return .success(nil)
      }
      let count = Glibc.read(state.descriptor, &state.buffer, chunk)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // Whoever shares the pipe with us may have asked not to be kept waiting.
        var ready = pollfd(fd: state.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      guard count >= 0 else {
        let reason = Disconnection.unreadable(String(cString: strerror(errno)))
        state.failure = reason
        return .failure(reason)
      }
      if count == 0 { state.hasEnded = true }
      if let bytes = sorted(count, &state) { return .success(bytes) }
    }
  }

  /// What can be given on as it is; `nil` for what is to be decompressed, and while that is not known.
  private static func sorted(_ count: Int, _ state: inout State) -> [UInt8]? {
    let bytes = state.buffer[..<count]
    if let decoder = state.decoder {
      decoder.push(Array(bytes))
      return nil
    }
    if state.isKnown { return bytes.isEmpty ? nil : Array(bytes) }
    state.beginning += bytes
    guard state.hasEnded || !FileCoding.isOpen(state.beginning) else { return nil }
    let beginning = state.beginning
    (state.isKnown, state.beginning) = (true, [])
    guard let coding = FileCoding.of(beginning) else { return beginning.isEmpty ? nil : beginning }
    let decoder = ContentDecoder([coding])
    state.coding = coding
    decoder.push(beginning)
    state.decoder = decoder
    return nil
  }
}
