import Glibc

/// The next client of a listener; `nil` once that was shut down.
///
/// Programs that are started meanwhile do not get it, or its end would come with theirs. What passes is waited out: a
/// listener that was closed for it would leave its number to another's, which is then shut down instead.
public func nextClient(of listener: Int32) -> Int32? {
  while true {
    let client = accept(listener, nil, nil)
    if client >= 0 {
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      return client
    }
    if [EINVAL, EBADF].contains(errno) { return nil }
  }
}
