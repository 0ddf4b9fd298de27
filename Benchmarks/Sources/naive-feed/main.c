// A scrolling feed drawn by ncurses the naive way: each frame erases the window and writes every row again, in
// the looks that sse-top gives it.
//
//   naive-feed      events on standard input, until the key q
//
// Keeps the newest events, draws at most sixty frames a second, and leaves it to ncurses what to send.
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>

enum { kept = 256, row_limit = 1024 };
static struct {
  char clock[32], id[32], data[row_limit];
} rows[kept];
static long events;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000 + time.tv_nsec;
}

static void take(const char *bytes, size_t count) {
  static char line[row_limit];
  static size_t filled;
  static char id[32];
  for (size_t at = 0; at < count; at++) {
    if (bytes[at] != '\n') {
      if (filled < sizeof line - 1) line[filled++] = bytes[at];
      continue;
    }
    line[filled] = 0;
    filled = 0;
    if (strncmp(line, "id: ", 4) == 0) snprintf(id, sizeof id, "%s", line + 4);
    if (strncmp(line, "data: ", 6) != 0) continue;
    struct timespec time;
    struct tm local;
    clock_gettime(CLOCK_REALTIME, &time);
    localtime_r(&time.tv_sec, &local);
    char clock[16];
    strftime(clock, sizeof clock, "%T", &local);
    long at = events++ % kept;
    snprintf(rows[at].clock, sizeof rows[at].clock, " %s.%03ld ", clock, time.tv_nsec / 1000000);
    snprintf(rows[at].id, sizeof rows[at].id, "%5s ", id);
    snprintf(rows[at].data, sizeof rows[at].data, "%s", line + 6);
  }
}

static void draw(void) {
  int height, width;
  getmaxyx(stdscr, height, width);
  erase();
  mvprintw(0, 0, "events %ld", events);
  for (int row = 1; row < height; row++) {
    long event = events - (height - row);
    if (event < 0) continue;
    attrset(A_DIM);
    mvaddstr(row, 0, rows[event % kept].clock);
    attrset(COLOR_PAIR(1));
    addstr("tick ");
    addstr(rows[event % kept].id);
    attrset(A_NORMAL);
    addnstr(rows[event % kept].data, width - getcurx(stdscr));
  }
  refresh();
}

int main(void) {
  static char buffer[1 << 16];
  int input = dup(STDIN_FILENO), terminal = open("/dev/tty", O_RDWR);
  dup2(terminal, STDIN_FILENO);
  setlocale(LC_ALL, "");
  initscr();
  cbreak();
  noecho();
  nodelay(stdscr, true);
  curs_set(0);
  start_color();
  use_default_colors();
  init_pair(1, COLOR_CYAN, -1);
  int64_t due = 0;
  bool open = true, stale = true;
  struct pollfd sources[2] = {{input, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  while (true) {
    int64_t wait = stale ? (due - now()) / 1000000 : 1000;
    sources[0].fd = open ? input : -1;
    poll(sources, 2, wait < 0 ? 0 : (int)wait);
    if (sources[0].revents) {
      ssize_t part = read(input, buffer, sizeof buffer);
      if (part > 0) take(buffer, (size_t)part);
      open = part > 0;
      stale = true;
    }
    if (getch() == 'q') break;
    if (stale && now() >= due) {
      due = now() + 16666667;
      stale = false;
      draw();
    }
  }
  endwin();
  return 0;
}
