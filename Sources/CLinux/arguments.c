#include "CLinux.h"

#include <string.h>

static int argument_count;
static char *const *arguments;

// The C library calls constructors with what main gets (System V ABI; glibc).
__attribute__((constructor)) static void keep_arguments(int count, char **words, char **environment) {
  (void)environment;
  argument_count = count;
  arguments = words;
}

const char *linux_argument(int number) { return number >= 0 && number < argument_count ? arguments[number] : NULL; }

void linux_blank_argument(int number, size_t kept) {
  if (number < 0 || number >= argument_count) return;
  size_t length = strlen(arguments[number]);
  if (kept < length) memset(arguments[number] + kept, ' ', length - kept);
}
