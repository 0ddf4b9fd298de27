#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

// A small file of the kernel's, as text; 0 where there is none, or more than there is room for.
static int read_file(const char *path, char *text, size_t size) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  ssize_t count = read(descriptor, text, size - 1);
  close(descriptor);
  if (count < 0 || (size_t)count == size - 1) return 0;
  text[count] = 0;
  return 1;
}

static int read_number(const char *path, unsigned long long *number) {
  char text[64];
  return read_file(path, text, sizeof text) && sscanf(text, "%llu", number) == 1;
}

// Whether a control group and all that it lies in have room for so many threads. 0 in doubt.
static int groups_have_room(const char *mount, const char *path, unsigned long long count) {
  char group[PATH_MAX], file[PATH_MAX + 32], limit[64];
  if (snprintf(group, sizeof group, "%s%s", mount, path) >= (int)sizeof group) return 0;
  size_t root = strlen(mount);
  for (;;) {
    size_t length = strlen(group);
    while (length > root && group[length - 1] == '/') group[--length] = 0;
    if (access(group, X_OK) != 0) return 0;
    snprintf(file, sizeof file, "%s/pids.max", group);
    if (access(file, F_OK) != 0) {
      // The group that holds all others has no limit.
      if (length > root) return 0;
    } else {
      unsigned long long most, current;
      if (!read_file(file, limit, sizeof limit)) return 0;
      if (strncmp(limit, "max", 3) != 0) {
        snprintf(file, sizeof file, "%s/pids.current", group);
        if (sscanf(limit, "%llu", &most) != 1 || !read_number(file, &current) || current + count > most) return 0;
      }
    }
    if (length == root) return 1;
    *strrchr(group, '/') = 0;
  }
}

// The group whose limit of threads counts is in the hierarchy that has the controller "pids", or in that of version 2.
static int cgroup_has_room(unsigned long long count) {
  char text[8192], *unified = NULL, *pids = NULL;
  if (!read_file("/proc/self/cgroup", text, sizeof text)) return 0;
  for (char *rest = text, *line; (line = strsep(&rest, "\n")) != NULL;) {
    char *controllers = strchr(line, ':'), *path = controllers ? strchr(controllers + 1, ':') : NULL;
    if (path == NULL) continue;
    *controllers++ = 0;
    *path++ = 0;
    if (*controllers == 0) unified = path;
    for (char *name; (name = strsep(&controllers, ",")) != NULL;)
      if (strcmp(name, "pids") == 0) pids = path;
  }
  if (pids) return groups_have_room("/sys/fs/cgroup/pids", pids, count);
  return unified && access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0 &&
         groups_have_room("/sys/fs/cgroup", unified, count);
}

// Whether no limit can refuse so many threads: each leaves room for them beside all threads of the system, so those of
// this user need not be counted. 0 in doubt.
static int limits_have_room(unsigned long long count) {
  char load[128];
  unsigned long long running, most;
  if (!read_file("/proc/loadavg", load, sizeof load) || sscanf(load, "%*s %*s %*s %*u/%llu", &running) != 1) return 0;
  // Some may begin meanwhile.
  unsigned long long needed = running + count + 256;
  struct rlimit limit;
  if (getrlimit(RLIMIT_NPROC, &limit) != 0 || (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < needed)) return 0;
  if (!read_number("/proc/sys/kernel/threads-max", &most) || most < needed) return 0;
  if (!read_number("/proc/sys/kernel/pid_max", &most) || most < needed) return 0;
  return cgroup_has_room(count);
}

static void *wait_for_gate(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

static int can_begin(int count) {
  pthread_t *threads = malloc((size_t)count * sizeof *threads);
  if (threads == NULL) return 0;
  pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&gate);
  // Room for stacks is asked for apart; small ones are given back sooner.
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 128 << 10);
  int number = 0;
  while (number < count && pthread_create(&threads[number], &small, wait_for_gate, &gate) == 0) number++;
  pthread_attr_destroy(&small);
  pthread_mutex_unlock(&gate);
  for (int place = 0; place < number; place++) pthread_join(threads[place], NULL);
  free(threads);
  return number == count;
}

int linux_has_threads(int count) { return limits_have_room((unsigned long long)count) || can_begin(count); }
