#pragma once

// The 8-bit library only: patterns are matched on the bytes of the wire.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
