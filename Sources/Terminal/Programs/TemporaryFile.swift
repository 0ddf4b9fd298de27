import Glibc
import Text

/// Bytes in a file for another program to read: only the user's own, in `TMPDIR`, and gone afterwards.
final class TemporaryFile: Sendable {
  let path: String
  /// Open for reading, at the start.
  let descriptor: Int32

  /// - Parameters:
  ///   - suffix: what its name ends in, so that an editor knows what it is: `.json`.
  ///   - folder: `TMPDIR`, if that is set.
  /// - Throws: a sentence.
  init(_ bytes: [UInt8], suffix: String = "", in folder: String?) throws(Failure) {
    let folder = folder.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/sse-top-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
    guard descriptor >= 0 else { throw Failure("no file can be made in \(Printable.text(folder)): \(Failure.system)") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.descriptor = descriptor
    guard Output.write(bytes, to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
      let reason = Failure.system
      remove()
      throw Failure("a file in \(Printable.text(folder)) cannot be written: \(reason)")
    }
  }

  /// Takes the name away; who has it open may read on.
  func remove() { unlink(path) }

  deinit {
    unlink(path)
    close(descriptor)
  }

  struct Failure: Error {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }

    static var system: String { String(cString: strerror(errno)) }
  }
}
