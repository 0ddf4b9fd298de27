// Reads streams for the benchmarks, and does as little as a reader can.
//
//   bench-reader latency              events of bench-sender on standard input: how old each was when it was read
//   bench-reader null PORT PATH       asks bench-sender and throws away what comes: what the sender can do at most
//
// Prints one line of JSON.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000 + time.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

static int latency(void) {
  static char buffer[1 << 16], line[1 << 14];
  static int64_t ages[1 << 20];
  size_t events = 0, filled = 0;
  ssize_t count;
  while ((count = read(STDIN_FILENO, buffer, sizeof buffer)) > 0) {
    for (char *at = buffer, *end = buffer + count; at < end;) {
      char *stop = memchr(at, '\n', (size_t)(end - at));
      size_t part = (size_t)((stop ? stop : end) - at);
      if (filled + part < sizeof line) {
        memcpy(line + filled, at, part);
        filled += part;
      }
      if (!stop) break;
      at = stop + 1;
      line[filled] = 0;
      // "data: ", a mark of twelve letters, a space, the time.
      if (filled > 19 && memcmp(line, "data: ", 6) == 0 && events < 1 << 20)
        ages[events++] = now() - strtoll(line + 19, NULL, 10);
      filled = 0;
    }
  }
  if (events == 0) return 1;
  qsort(ages, events, sizeof ages[0], by_size);
  printf("{\"events\":%zu,\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f}\n", events, ages[events / 2] / 1e3,
         ages[events * 99 / 100] / 1e3, ages[events - 1] / 1e3);
  return 0;
}

static int null(int port, const char *path) {
  static char buffer[1 << 18];
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int socket_ = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(socket_, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  int length = snprintf(buffer, sizeof buffer, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
  int64_t start = now();
  if (write(socket_, buffer, (size_t)length) != length) return 1;
  unsigned long long bytes = 0;
  ssize_t count;
  while ((count = read(socket_, buffer, sizeof buffer)) > 0) bytes += (unsigned long long)count;
  printf("{\"bytes\":%llu,\"seconds\":%.6f}\n", bytes, (now() - start) / 1e9);
  return 0;
}

int main(int count, char **words) {
  if (count == 2 && strcmp(words[1], "latency") == 0) return latency();
  if (count == 4 && strcmp(words[1], "null") == 0) return null(atoi(words[2]), words[3]);
  return 2;
}
