#include "CLinux.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

static int wait_for_room(int descriptor, int milliseconds) {
  struct pollfd state = {.fd = descriptor, .events = POLLOUT};
  for (;;) {
    int ready = poll(&state, 1, milliseconds);
    if (ready > 0) return 0;
    if (ready == 0) return errno = EAGAIN;
    if (errno != EINTR) return errno;
  }
}

int linux_write_all(int descriptor, const void *bytes, size_t count, int milliseconds, int in_pieces) {
  const char *rest = bytes;
  while (count > 0) {
    int error = in_pieces ? wait_for_room(descriptor, milliseconds) : 0;
    if (error) return error;
    size_t piece = in_pieces && count > PIPE_BUF ? PIPE_BUF : count;
    ssize_t written = write(descriptor, rest, piece);
    if (written > 0) {
      rest += written;
      count -= (size_t)written;
    } else if (written == 0) {
      return errno = EIO;
    } else if (errno == EAGAIN) {
      error = wait_for_room(descriptor, milliseconds);
      if (error) return error;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}
