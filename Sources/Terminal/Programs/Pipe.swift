import Glibc

/// The two ends of a pipe, neither of which a child inherits unless it is handed over.
package struct Pipe {
  package let reading: Int32
  package let writing: Int32

  package init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }
}
