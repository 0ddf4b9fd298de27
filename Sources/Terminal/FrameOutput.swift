import CLinux
import Glibc

/// Where ncurses writes: a descriptor of the terminal's own, after which a frame is gathered.
///
/// ncurses 6 writes whenever it has moved the cursor, some hundred times for a busy frame, and each wakes whoever reads
/// the terminal: most of what a frame costs, and half a frame is seen. So while it updates the screen its descriptor is
/// that of a file in memory, whose bytes go to the terminal in one piece.
final class FrameOutput {
  let descriptor: Int32
  private let terminal: Int32
  /// A file in memory; -1 if there is none, and all is written as ncurses wants it.
  private let gathered: Int32
  private var bytes: [UInt8] = []

  init?() {
    terminal = STDOUT_FILENO
    descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { return nil }
    gathered = linux_memory_file()
  }

  /// Writes in one piece what `update` has ncurses write.
  func gather(_ update: () -> Void) {
    guard gathered >= 0, lseek(gathered, 0, SEEK_SET) == 0, linux_duplicate(gathered, descriptor) >= 0 else {
      return update()
    }
    update()
    linux_duplicate(terminal, descriptor)
    // The offset is shared by both descriptors: it tells how much was written.
    let count = Int(lseek(gathered, 0, SEEK_CUR))
    guard count > 0 else { return }
    if bytes.count < count { bytes += [UInt8](repeating: 0, count: max(count - bytes.count, 4096)) }
    let read = pread(gathered, &bytes, count, 0)
    if read > 0 { Output.write(bytes[..<read], to: terminal) }
  }
}
