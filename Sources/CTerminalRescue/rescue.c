#include "CTerminalRescue.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// Whether a terminal is remembered; whoever takes it back to 0 puts that terminal back.
static int armed;
static int input_fd, error_fd, held_fd;
static int drawn_fd = -1, second_drawn_fd = -1;
// A descriptor of the terminal's that nobody draws through, and one of nothing.
static int output_fd = -1, nothing_fd = -1;
static struct termios modes;

// Everything that ends a process and that nobody else here watches.
static const struct {
  int number;
  const char *name;
} fatal[] = {
#define NAMED(number) {number, #number}
    NAMED(SIGQUIT), NAMED(SIGILL),    NAMED(SIGTRAP), NAMED(SIGABRT), NAMED(SIGBUS),    NAMED(SIGFPE),
    NAMED(SIGSEGV), NAMED(SIGSYS),    NAMED(SIGALRM), NAMED(SIGUSR1), NAMED(SIGUSR2),   NAMED(SIGVTALRM),
    NAMED(SIGPROF), NAMED(SIGIO),     NAMED(SIGXCPU), NAMED(SIGXFSZ), NAMED(SIGSTKFLT), NAMED(SIGPWR),
#undef NAMED
};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction before[fatal_count];

// A stack overflow leaves no stack to handle it on.
static char stack[65536];

// Mouse, bracketed paste and keypad off, attributes and character set plain, cursor shown, main screen. Terminals
// ignore what they do not know.
static const char leave[] = "\033[?1000l\033[?1006l\033[?2004l\033[?1l\033>\033[0m\017\033[?25h\033[?1049l";

static void put_terminal_back(void) {
  if (!__atomic_exchange_n(&armed, 0, __ATOMIC_SEQ_CST)) return;
  // A process in the background must not be stopped by SIGTTOU on its way out.
  sigset_t ttou;
  sigemptyset(&ttou);
  sigaddset(&ttou, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &ttou, NULL);
  // The other threads go on until the process has ended, which may take as long as a backtrace.
  if (nothing_fd >= 0) {
    dup2(nothing_fd, drawn_fd);
    if (second_drawn_fd >= 0) dup2(nothing_fd, second_drawn_fd);
  }
  ssize_t written = write(output_fd, leave, sizeof leave - 1);
  (void)written;
  tcsetattr(input_fd, TCSANOW, &modes);
  if (error_fd < 0) return;
  // The last words of a trap are among what was held.
  static char words[4096];
  for (ssize_t count; held_fd >= 0 && (count = read(held_fd, words, sizeof words)) > 0;) {
    written = write(error_fd, words, (size_t)count);
    if (written < 0) break;
  }
  dup2(error_fd, STDERR_FILENO);
}

// Whether the process itself did what the signal is for.
static int is_own_fault(int number, const siginfo_t *info) {
  switch (number) {
    case SIGABRT:
      // abort(3) sends it.
      return info->si_code == SI_TKILL && info->si_pid == getpid();
    case SIGILL:
    case SIGTRAP:
    case SIGBUS:
    case SIGFPE:
    case SIGSEGV:
    case SIGSYS: return info->si_code > 0;
    default: return 0;
  }
}

static char *append(char *end, const char *text) {
  size_t length = strlen(text);
  memcpy(end, text, length);
  return end + length;
}

static void tell(const char *name, const siginfo_t *info) {
  char text[128], digits[12];
  char *end = append(append(text, "sse-top: ended by "), name);
  int has_sender = info->si_code == SI_USER || info->si_code == SI_QUEUE || info->si_code == SI_TKILL;
  if (has_sender && info->si_pid > 0 && info->si_pid != getpid()) {
    char *digit = digits + sizeof digits - 1;
    *digit = 0;
    for (pid_t left = info->si_pid; left > 0; left /= 10) *--digit = (char)('0' + left % 10);
    end = append(append(end, ", which process "), digit);
    end = append(end, " sent");
  }
  end = append(end, "\n");
  ssize_t written = write(STDERR_FILENO, text, (size_t)(end - text));
  (void)written;
}

static void handle(int number, siginfo_t *info, void *context) {
  put_terminal_back();
  int place = 0;
  while (place < fatal_count - 1 && fatal[place].number != number) place++;
  if (is_own_fault(number, info)) {
    sigaction(number, &before[place], NULL);
    // Called and not waited for, since not every fault happens again on return. It sees the true context.
    if (before[place].sa_flags & SA_SIGINFO) {
      before[place].sa_sigaction(number, info, context);
      return;
    }
    // The system's own end: it too is to find the place of the fault.
    if (number != SIGABRT && number != SIGTRAP && number != SIGSYS) return;
  } else {
    tell(fatal[place].name, info);
  }
  signal(number, SIG_DFL);
  raise(number);
}

void terminal_rescue_watch(void) {
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
  for (int i = 0; i < fatal_count; i++) {
    if (sigaction(fatal[i].number, NULL, &before[i]) != 0) continue;
    if (!(before[i].sa_flags & SA_SIGINFO) && before[i].sa_handler == SIG_IGN) continue;
    sigaction(fatal[i].number, &action, NULL);
  }
}

int terminal_rescue_has_backtracer(void) {
  struct sigaction current;
  return sigaction(SIGILL, NULL, &current) == 0 && (current.sa_flags & SA_SIGINFO) != 0;
}

void terminal_rescue_install(int input, int output, int error, int held) {
  armed = 0;
  if (tcgetattr(input, &modes) != 0) return;
  input_fd = input;
  drawn_fd = output;
  error_fd = error;
  held_fd = held;
  if (nothing_fd < 0) nothing_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (output_fd < 0) output_fd = fcntl(output, F_DUPFD_CLOEXEC, 3);
  armed = 1;
}

void terminal_rescue_draws_through(int descriptor) { second_drawn_fd = descriptor; }

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
