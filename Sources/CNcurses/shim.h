#pragma once
// The wide-character half of ncurses is declared only if this is set before the header is read, and SwiftPM drops
// the -D that ncursesw.pc would give.
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// Declared by <wchar.h> only for X/Open programs, as which Swift does not compile: the width that ncurses goes by.
extern int wcwidth(wchar_t character);

// What Swift does not import: shared mutable variables and macros with casts.

typedef WINDOW *cn_window;

/// Takes over the terminal of standard input, which is also this descriptor's; that is the stream's from then on. NULL
/// if it cannot be done; initscr() would exit the process.
static inline cn_window cn_open(const char *type, int output) {
  FILE *stream = fdopen(output, "w");
  return stream && newterm(type, stream, stdin) ? stdscr : NULL;
}

/// Whether terminfo describes this type of terminal well enough to draw on.
static inline bool cn_is_known(const char *type) {
  int error = 0;
  return setupterm((char *)(uintptr_t)type, STDOUT_FILENO, &error) == OK;
}

static inline int cn_colors(void) { return COLORS; }

static const attr_t CN_NORMAL = A_NORMAL, CN_BOLD = A_BOLD, CN_DIM = A_DIM, CN_REVERSE = A_REVERSE,
                    CN_UNDERLINE = A_UNDERLINE;
