#pragma once
#include <zlib.h>

/// inflateInit2 is a macro. The sum of 15 and 32 lets zlib tell gzip from zlib by the header.
static inline int czlib_start_reading(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
