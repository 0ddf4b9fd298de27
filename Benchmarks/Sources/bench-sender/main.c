// The load of the benchmarks: event streams over HTTP/1.1 on loopback, or down a pipe.
//
//   bench-sender [NAME=FILE...]             prints its port; ends when its standard input does
//   bench-sender --pipe RATE COUNT WIDTH    live events on standard output
//
//   /file/NAME                              the file, one chunk an event, as fast as it is read; then the end
//   /live?rate=&count=&width=               events with the time of sending, one chunk each; rate 0 is silence
//   /idle                                   an event now and every two seconds
//
// Bodies of files are framed once, before anybody asks, so that sending is nothing but send().
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char head[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
    "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
static const int64_t second = 1000000000;
// The marks that events carry change this often; a reader of the screen knows by them when an event was sent.
static const int64_t mark_interval = 50000000;

typedef struct {
  char name[64];
  char *body;
  size_t count;
} framed_file;

static framed_file files[16];
static int file_count;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * second + time.tv_nsec;
}

static void sleep_until(int64_t instant) {
  struct timespec time = {instant / second, instant % second};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR) {}
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// The length of the block that begins here: up to and with its blank line.
static size_t block_length(const char *block, size_t rest) {
  const char *at = block, *end = block + rest;
  while (at < end) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) break;
    bool blank = stop == at || (stop == at + 1 && *at == '\r');
    at = stop + 1;
    if (blank) return (size_t)(at - block);
  }
  return rest;
}

static void frame_file(framed_file *file, const char *path) {
  FILE *source = fopen(path, "r");
  if (!source || fseek(source, 0, SEEK_END) != 0) fail(path);
  size_t size = (size_t)ftell(source);
  rewind(source);
  char *bytes = malloc(size + 1);
  // A block is at least two bytes, its frame at most 13 more.
  char *body = malloc(size * 2 + (1 << 20));
  if (!bytes || !body || fread(bytes, 1, size, source) != size) fail(path);
  fclose(source);
  size_t count = 0;
  for (size_t at = 0; at < size;) {
    size_t length = block_length(bytes + at, size - at);
    count += (size_t)sprintf(body + count, "%zx\r\n", length);
    memcpy(body + count, bytes + at, length);
    count += length;
    memcpy(body + count, "\r\n", 2);
    count += 2;
    at += length;
  }
  memcpy(body + count, "0\r\n\r\n", 5);
  free(bytes);
  file->body = realloc(body, count + 5);
  file->count = count + 5;
}

static bool send_all(int to, const char *bytes, size_t count) {
  while (count > 0) {
    // A socket's usual write; one of everything would hold the connection's thread in the kernel.
    ssize_t sent = write(to, bytes, count < 1 << 20 ? count : 1 << 20);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    count -= (size_t)sent;
  }
  return true;
}

// An event: its number, the time of sending, a mark that shares no character in any place with the marks before it,
// and words up to the width.
static size_t write_event(char *to, long number, int width) {
  static const char words[] =
      "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore "
      "magna aliqua ut enim ad minim veniam quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo ";
  int64_t time = now();
  char *at = to;
  at += sprintf(at, "event: tick\nid: %ld\ndata: ", number);
  char *data = at;
  int turn = (int)(time / mark_interval % 26);
  for (int place = 0; place < 12; place++) *at++ = (char)('A' + (turn + place * 7) % 26);
  at += sprintf(at, " %lld ", (long long)time);
  uint32_t dice = (uint32_t)number * 2654435761u;
  while (at - data < width) {
    *at++ = words[(dice >> 8) % (sizeof words - 1)];
    dice = dice * 1664525u + 1013904223u;
  }
  *at++ = '\n';
  *at++ = '\n';
  return (size_t)(at - to);
}

// Events at a rate: each by a send of its own, or above 2,000 a second those of a millisecond together.
static bool send_live(int to, bool chunked, double rate, long count, int width) {
  char *piece = malloc(1 << 20), event[8192];
  if (!piece) return false;
  bool open = true;
  int64_t start = now();
  int64_t step = rate > 2000 ? second / 1000 : (int64_t)(second / rate);
  for (long sent = 0, beat = 0; open && sent < count; beat++) {
    sleep_until(start + beat * step);
    long due = rate > 2000 ? (long)((now() - start) / 1e9 * rate) - sent : 1;
    size_t filled = 0;
    for (; due > 0 && sent < count && filled < (1 << 20) - sizeof event; due--, sent++) {
      size_t length = write_event(event, sent, width);
      if (chunked) filled += (size_t)sprintf(piece + filled, "%zx\r\n", length);
      memcpy(piece + filled, event, length);
      filled += length;
      if (chunked) {
        memcpy(piece + filled, "\r\n", 2);
        filled += 2;
      }
    }
    open = send_all(to, piece, filled);
  }
  free(piece);
  return open;
}

static double option(const char *target, const char *name, double otherwise) {
  const char *query = strchr(target, '?');
  size_t length = strlen(name);
  while (query) {
    query++;
    if (strncmp(query, name, length) == 0 && query[length] == '=') return atof(query + length + 1);
    query = strchr(query, '&');
  }
  return otherwise;
}

static void answer(int client, const char *target) {
  send_all(client, head, sizeof head - 1);
  if (strncmp(target, "/file/", 6) == 0) {
    for (int at = 0; at < file_count; at++)
      if (strcmp(files[at].name, target + 6) == 0) send_all(client, files[at].body, files[at].count);
  } else if (strncmp(target, "/idle", 5) == 0) {
    send_live(client, true, 0.5, 1000000, 40);
  } else if (strncmp(target, "/live", 5) == 0) {
    double rate = option(target, "rate", 1000);
    int width = (int)option(target, "width", 60);
    long count = (long)option(target, "count", 1e9);
    if (width > 4000) width = 4000;
    // Whoever counts connections by their requests wants streams that say nothing more.
    if (rate == 0) pause();
    if (send_live(client, true, rate, count, width)) send_all(client, "0\r\n\r\n", 5);
  }
}

static void *serve(void *argument) {
  int client = (int)(intptr_t)argument, yes = 1;
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  char request[16384], target[1024];
  size_t filled = 0;
  while (filled < sizeof request - 1) {
    ssize_t count = read(client, request + filled, sizeof request - 1 - filled);
    if (count <= 0) break;
    filled += (size_t)count;
    request[filled] = 0;
    if (strstr(request, "\r\n\r\n")) {
      if (sscanf(request, "GET %1023s", target) == 1) answer(client, target);
      break;
    }
  }
  shutdown(client, SHUT_WR);
  // Closing before the client has read all would reset the connection, and lose what is under way.
  while (read(client, request, sizeof request) > 0) {}
  close(client);
  return NULL;
}

static void *watch_input(void *unused) {
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0) {}
  exit(0);
}

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  if (count == 5 && strcmp(words[1], "--pipe") == 0)
    return send_live(STDOUT_FILENO, false, atof(words[2]), atol(words[3]), atoi(words[4])) ? 0 : 1;
  for (int at = 1; at < count && file_count < 16; at++) {
    framed_file *file = &files[file_count++];
    char *path = strchr(words[at], '=');
    if (!path) fail(words[at]);
    snprintf(file->name, sizeof file->name, "%.*s", (int)(path - words[at]), words[at]);
    frame_file(file, path + 1);
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0) fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 256 << 10);
  pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  pthread_create(&thread, &small, watch_input, NULL);
  while (true) {
    int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (client >= 0) pthread_create(&thread, &small, serve, (void *)(intptr_t)client);
  }
}
