#pragma once
#include <zlib.h>

// inflateInit2 is a macro. What it reads is said by the number of bits of the window (RFC 1951: 15), with a sign or a
// summand.
static inline int czlib_start_reading_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
static inline int czlib_start_reading_zlib(z_stream *stream) { return inflateInit2(stream, 15); }
static inline int czlib_start_reading_deflate(z_stream *stream) { return inflateInit2(stream, -15); }
