#include "CTerminalRescue.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t armed;
static int input_fd, output_fd, error_fd, held_fd;
static struct termios modes;

// Everything that ends a process and that nobody else here watches.
static const int fatal[] = {SIGQUIT, SIGILL,  SIGTRAP,   SIGABRT, SIGBUS, SIGFPE,  SIGSEGV, SIGSYS,   SIGALRM,
                            SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGIO,  SIGXCPU, SIGXFSZ, SIGSTKFLT, SIGPWR};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction before[fatal_count];

// A stack overflow leaves no stack to handle it on.
static char stack[65536];

// Mouse, bracketed paste and keypad off, attributes and character set plain, cursor shown, main screen. Terminals
// ignore what they do not know.
static const char leave[] = "\033[?1000l\033[?1006l\033[?2004l\033[?1l\033>\033[0m\017\033[?25h\033[?1049l";

static void handle(int number, siginfo_t *info, void *context) {
  (void)context;
  if (armed) {
    armed = 0;
    // A process in the background must not be stopped by SIGTTOU on its way out.
    sigset_t ttou;
    sigemptyset(&ttou);
    sigaddset(&ttou, SIGTTOU);
    sigprocmask(SIG_BLOCK, &ttou, NULL);
    ssize_t written = write(output_fd, leave, sizeof leave - 1);
    (void)written;
    tcsetattr(input_fd, TCSANOW, &modes);
    if (error_fd >= 0) {
      // The last words of a trap are among what was held.
      static char words[4096];
      for (ssize_t count; held_fd >= 0 && (count = read(held_fd, words, sizeof words)) > 0;) {
        written = write(error_fd, words, (size_t)count);
        if (written < 0) break;
      }
      dup2(error_fd, STDERR_FILENO);
    }
  }
  for (int i = 0; i < fatal_count; i++)
    if (fatal[i] == number) sigaction(number, &before[i], NULL);
  // A fault of the processor happens again on return, now with its true context for the handler of before. A signal
  // that was sent does not.
  if (info->si_code <= 0) raise(number);
}

void terminal_rescue_install(int input, int output, int error, int held) {
  static int installed;
  armed = 0;
  if (tcgetattr(input, &modes) != 0) return;
  input_fd = input;
  output_fd = output;
  error_fd = error;
  held_fd = held;
  if (!installed) {
    installed = 1;
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
      stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
      sigaltstack(&own, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handle;
    action.sa_flags = SA_ONSTACK | SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &action, &before[i]);
  }
  armed = 1;
}

void terminal_rescue_disarm(void) { armed = 0; }

void terminal_rescue_leave(int output) {
  ssize_t written = write(output, leave, sizeof leave - 1);
  (void)written;
}

void terminal_stop(void) {
  struct sigaction usual, other;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  sigemptyset(&usual.sa_mask);
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigaction(SIGTSTP, &usual, &other);
  // To this thread, so that it is not somebody else's who waits for the signal.
  pthread_kill(pthread_self(), SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &other, NULL);
}
