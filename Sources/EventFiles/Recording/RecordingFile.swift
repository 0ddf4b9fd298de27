import CLinux
import Glibc
import Text

/// A file that is written at once and whole: what stands in it is complete up to the last event, whatever happens.
package final class RecordingFile {
  package struct Failure: Error, Equatable {
    package let path: String
    package let reason: String
    /// Whether there is a file of that name already.
    package var exists = false
    /// Whether no file may be made in its folder.
    package var isForbidden = false

    package var sentence: String { "\(Printable.text(path)): \(reason)" }
  }

  let path: String
  private let descriptor: Int32
  private let isRegular: Bool
  /// Where it stands until it takes its place, and the place.
  private var move: (from: String, to: String)?
  /// What was written.
  private(set) var bytes = 0

  /// How long a pipe's reader may keep us waiting, in milliseconds.
  private static let patience: Int32 = 5000

  /// Creates a file. What exists is not written over, unless it is a pipe or a device.
  package init(creating path: String) throws(Failure) {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw Failure(path: path, reason: "it is a folder") }
      if kind == S_IFBLK { throw Failure(path: path, reason: "it is a block device") }
      if kind == S_IFREG {
        throw Failure(path: path, reason: "it exists already, and is not overwritten", exists: true)
      }
      isRegular = false
      // A pipe that nobody reads would hold up everything.
      descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      if descriptor < 0, errno == ENXIO { throw Failure(path: path, reason: "no program reads it") }
    } else {
      isRegular = true
      descriptor = open(path, O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL, 0o666)
    }
    guard descriptor >= 0 else {
      throw Failure(path: path, reason: String(cString: strerror(errno)), exists: errno == EEXIST)
    }
  }

  /// Creates a file that takes the place of another with `settle`; until then that one stays as it is.
  ///
  /// It has the other one's mode, and its owner as far as that is permitted. Of a link the file is replaced that it leads
  /// to.
  package init(replacing path: String) throws(Failure) {
    (self.path, isRegular) = (path, true)
    let place = Self.resolved(path)
    var old = stat()
    let isThere = stat(place, &old) == 0
    if isThere, old.st_mode & S_IFMT != S_IFREG { throw Failure(path: path, reason: "it is not a regular file") }
    var (descriptor, name, number) = (Int32(-1), "", 0)
    repeat {
      number += 1
      name = Self.folder(of: place) + ".sse-top-\(getpid())-\(number)"
      // Nobody else reads it before it has its mode.
      descriptor = open(name, O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL, isThere ? 0o600 : 0o666)
    } while descriptor < 0 && errno == EEXIST && number < 1000
    guard descriptor >= 0 else {
      throw Failure(
        path: path, reason: "no file can be made beside it: \(String(cString: strerror(errno)))",
        isForbidden: [EACCES, EPERM, EROFS].contains(errno))
    }
    if isThere {
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      fchmod(descriptor, old.st_mode & 0o7777)
    }
    self.descriptor = descriptor
    move = (name, place)
  }

  deinit {
    close(descriptor)
    if let move { unlink(move.from) }
  }

  package var identity: FileIdentity? { FileIdentity(descriptor: descriptor) }

  /// Takes the place of the file that it replaces; nothing if it replaces none.
  package func settle() throws(Failure) {
    guard let move else { return }
    // Some file systems tell only then that the disk is full.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
      throw Failure(path: path, reason: String(cString: strerror(errno)))
    }
    guard rename(move.from, move.to) == 0 else {
      throw Failure(path: path, reason: String(cString: strerror(errno)))
    }
    self.move = nil
  }

  /// Where a name leads to.
  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// With the slash at its end; empty for the present one.
  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)])
  }

  /// Writes all of it; a regular file that cannot take it keeps what it had before.
  package func write(_ output: [UInt8]) throws(Failure) {
    let error = output.withUnsafeBytes { linux_write_all(descriptor, $0.baseAddress, $0.count, Self.patience, 0) }
    guard error == 0 else {
      if isRegular { ftruncate(descriptor, off_t(bytes)) }
      throw Failure(path: path, reason: error == EAGAIN ? "no program reads it" : String(cString: strerror(error)))
    }
    bytes += output.count
  }
}
