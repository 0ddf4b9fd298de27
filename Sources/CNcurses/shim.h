#pragma once
// The wide-character half of ncurses is declared only if this is set before the header is read, and SwiftPM drops
// the -D that ncursesw.pc would give.
#define NCURSES_WIDECHAR 1
#include <errno.h>
#include <ncursesw/curses.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// Declared by <wchar.h> only for X/Open programs, as which Swift does not compile: the width that ncurses goes by.
extern int wcwidth(wchar_t character);

// What Swift does not import: shared mutable variables and macros with casts.

typedef WINDOW *cn_window;

/// Takes over the terminal of standard input, which is also this descriptor's; that is the stream's from then on. NULL
/// if it cannot be done; initscr() would exit the process.
///
/// What comes back is the window of what the terminal is to show: drawn on it, nothing has to be copied there.
static inline cn_window cn_open(const char *type, int output) {
  FILE *stream = fdopen(output, "w");
  return stream && newterm(type, stream, stdin) ? newscr : NULL;
}

/// The window whose background is what a part of the screen is cleared to.
static inline cn_window cn_cleared(void) { return stdscr; }

/// Whether a capability is there, and needs no pauses (terminfo(5), "Delays and Padding").
static inline bool cn_is_plain(const char *capability) { return capability && !strstr(capability, "$<"); }

/// Whether the terminal can move rows of the screen, and leaves blanks behind.
static inline bool cn_can_scroll(void) {
  return cn_is_plain(change_scroll_region) && cn_is_plain(cursor_address) && cn_is_plain(scroll_forward) &&
         cn_is_plain(scroll_reverse) && (!parm_index || cn_is_plain(parm_index)) &&
         (!parm_rindex || cn_is_plain(parm_rindex)) && !non_dest_scroll_region && !memory_above && !memory_below &&
         magic_cookie_glitch <= 0;
}

static inline void cn_scroll_window(cn_window window, int top, int bottom, int rows) {
  scrollok(window, true);
  wsetscrreg(window, top, bottom);
  wscrl(window, rows);
  wsetscrreg(window, 0, getmaxy(window) - 1);
  scrollok(window, false);
  // Nothing of it has to be compared.
  untouchwin(window);
}

static inline void cn_append(char text[], size_t room, size_t *length, const char *part) {
  for (; *part && *length < room; part++) text[(*length)++] = *part;
}

/// Moves rows up, or down, at once: on the terminal, and in what ncurses knows of it and is to show next. To be called
/// when all that ncurses has to say is written, to the same descriptor. False if it cannot be done, and nothing was.
///
/// By itself ncurses finds out what has moved, and compares each cell of the screen for it, more than once.
static inline bool cn_scroll(int output, int top, int bottom, int rows) {
  char text[1 << 12];
  size_t length = 0;
  int count = rows < 0 ? -rows : rows;
  const char *many = rows < 0 ? parm_rindex : parm_index, *one = rows < 0 ? scroll_reverse : scroll_forward;
  cn_append(text, sizeof text, &length, tparm(change_scroll_region, top, bottom));
  cn_append(text, sizeof text, &length, tparm(cursor_address, rows < 0 ? top : bottom, 0));
  if (count > 1 && many) {
    cn_append(text, sizeof text, &length, tparm(many, count));
  } else {
    while (count-- > 0) cn_append(text, sizeof text, &length, one);
  }
  cn_append(text, sizeof text, &length, tparm(change_scroll_region, 0, getmaxy(curscr) - 1));
  // Where ncurses has left the cursor, which that has moved.
  cn_append(text, sizeof text, &length, tparm(cursor_address, getcury(curscr), getcurx(curscr)));
  if (length == sizeof text) return false;
  for (size_t done = 0; done < length;) {
    ssize_t written = write(output, text + done, length - done);
    if (written > 0) {
      done += (size_t)written;
    } else if (errno != EINTR && errno != EAGAIN) {
      break;
    }
  }
  cn_scroll_window(curscr, top, bottom, rows);
  cn_scroll_window(newscr, top, bottom, rows);
  return true;
}

/// Whether terminfo describes this type of terminal well enough to draw on.
static inline bool cn_is_known(const char *type) {
  int error = 0;
  return setupterm((char *)(uintptr_t)type, STDOUT_FILENO, &error) == OK;
}

static inline int cn_colors(void) { return COLORS; }

static const attr_t CN_NORMAL = A_NORMAL, CN_BOLD = A_BOLD, CN_DIM = A_DIM, CN_REVERSE = A_REVERSE,
                    CN_UNDERLINE = A_UNDERLINE;
