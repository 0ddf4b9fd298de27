#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int linux_has_descriptors(int count) {
  int *opened = malloc((size_t)count * sizeof *opened);
  if (opened == NULL) return 0;
  int number = 0;
  while (number < count) {
    int descriptor = open("/", O_PATH | O_CLOEXEC);
    if (descriptor < 0) break;
    opened[number++] = descriptor;
  }
  for (int place = 0; place < number; place++) close(opened[place]);
  free(opened);
  return number == count;
}

// The usual size of a thread's stack.
static size_t stack_size(void) {
  pthread_attr_t usual;
  size_t stack = 8 << 20;
  if (pthread_getattr_default_np(&usual) == 0) {
    pthread_attr_getstacksize(&usual, &stack);
    pthread_attr_destroy(&usual);
  }
  return stack;
}

static int has_room(size_t size) {
  void *room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return 0;
  munmap(room, size);
  return 1;
}

int linux_has_memory(int threads, size_t bytes) {
  size_t stack = stack_size();
  return stack >= 128 << 10 && has_room((size_t)threads * stack + bytes);
}

int linux_make_room(int threads, size_t bytes) {
  if (linux_has_memory(threads, bytes)) return 1;
  for (size_t stack = 4 << 20; stack >= 1 << 20; stack /= 2) {
    if (stack >= stack_size() || !has_room((size_t)threads * stack + bytes)) continue;
    pthread_attr_t smaller;
    if (pthread_attr_init(&smaller) != 0) return 0;
    int is_set = pthread_attr_setstacksize(&smaller, stack) == 0 && pthread_setattr_default_np(&smaller) == 0;
    pthread_attr_destroy(&smaller);
    return is_set;
  }
  return 0;
}
