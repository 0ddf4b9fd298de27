#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

int linux_memory_file(void) { return memfd_create("sse-top", MFD_CLOEXEC); }

int linux_duplicate(int descriptor, int duplicate) { return dup3(descriptor, duplicate, O_CLOEXEC); }

int linux_timer(void) { return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC); }

int linux_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int linux_accept(int socket) { return accept4(socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }

static struct timespec span(long long nanoseconds) {
  return (struct timespec){.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
}

int linux_timer_set(int timer, long long first, long long interval) {
  struct itimerspec times = {.it_value = span(first), .it_interval = span(interval)};
  return timerfd_settime(timer, 0, &times, NULL);
}

void linux_one_heap(void) {
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TRIM_THRESHOLD, 4 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 19);
}

void linux_trim_heap(void) { malloc_trim(0); }
