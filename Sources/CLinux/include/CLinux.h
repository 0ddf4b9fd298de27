#pragma once
#include <stddef.h>

// What Linux has and Swift's Glibc module leaves out. Each descriptor is closed by exec(3); -1 for failures, and errno.

/// A file in memory, empty and at its start: memfd_create(2).
int linux_memory_file(void);
/// Makes `duplicate` mean what `descriptor` means: dup3(2).
int linux_duplicate(int descriptor, int duplicate);
/// A timer to be read, each time for the number of its expirations: timerfd_create(2). It is stopped.
int linux_timer(void);
/// Lets a timer expire after so many nanoseconds, and then at this interval; 0 and 0 stop it.
int linux_timer_set(int timer, long long first, long long interval);
/// A counter that wakes who waits for it to be written to: eventfd(2). Neither read nor write waits.
int linux_event(void);
/// A connection that a listening socket has; -1 if it has none: accept4(2). Neither reading nor writing waits.
int linux_accept(int socket);
/// Lets all threads allocate from one heap, which gives memory back when more than 4 MiB at its end are free, and takes
/// blocks of less than 512 KiB: mallopt(3). That much libcurl takes to receive for each connection, though it rarely
/// writes beyond the first page. In the heap the block of each later connection would begin elsewhere, until all of its
/// pages had been written to once and stayed.
void linux_one_heap(void);

/// Gives back each page of the heap that nothing lies in: malloc_trim(3). It takes milliseconds.
void linux_trim_heap(void);

/// Takes the pages of code and constants, of the program and of its libraries, out of the process: madvise(2),
/// MADV_DONTNEED. They are the files' and come back when they are used, from the system's cache as a rule.
void linux_unmap_code(void);

/// A word of the command line that started the process, the program's name being number 0; NULL behind the last one.
/// What the kernel handed over: `CommandLine` of Swift reads /proc, which may not be there.
const char *linux_argument(int number);

// Writing.

/// Writes all of it: also where a signal comes in between, and where the descriptor takes nothing for a while, as a pipe
/// that nobody reads. Each time it is waited for, so many milliseconds; -1 for ever.
///
/// `in_pieces` is for pipes and terminals that may block: asks first whether there is room, and then writes no more than
/// a pipe with room takes at once (PIPE_BUF). 0, or the error's number, which is in errno too: EAGAIN where the wait was
/// in vain.
int linux_write_all(int descriptor, const void *bytes, size_t count, int milliseconds, int in_pieces);

// What there is room for. Each looks by taking it and giving it back, so whatever it is that limits the process counts.
// Threads are not tried where every limit of the system is far: under load it takes ten milliseconds to begin them.

/// Whether so many descriptors can be opened beside those that are.
int linux_has_descriptors(int count);
/// Whether so many threads can run beside this one, all at the same time.
int linux_has_threads(int count);
/// Whether there is address space for so many threads' stacks, of 128 KiB at least, and so many bytes besides.
int linux_has_memory(int threads, size_t bytes);
/// The same; but where the stacks are too large for it, those of the threads to come are made smaller, 1 MiB at least.
int linux_make_room(int threads, size_t bytes);

/// Puts blanks in place of an argument of the process behind its first bytes, as ps(1) and /proc show it. 0 is the
/// program's name.
void linux_blank_argument(int number, size_t kept);

// TCP.

/// Where a connection stands in what its other side has sent, and how long packets are on it, in bytes without their
/// heads: the longest that came of late, the longest that may be sent, and the longest that this side has said to take.
struct linux_packets {
  /// Bytes that were read, those of TLS and of HTTP's framing counted.
  unsigned long long read;
  unsigned received, sent, announced;
};
/// Asks the kernel: tcp(7), TCP_INFO. -1 for a socket of another kind, and where the kernel does not count.
int linux_packets(int socket, struct linux_packets *packets);
