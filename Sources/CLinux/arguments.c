#include "CLinux.h"

static int argument_count;
static char *const *arguments;

// The C library calls constructors with what main gets (System V ABI; glibc).
__attribute__((constructor)) static void keep_arguments(int count, char **words, char **environment) {
  (void)environment;
  argument_count = count;
  arguments = words;
}

const char *linux_argument(int number) { return number >= 0 && number < argument_count ? arguments[number] : NULL; }
