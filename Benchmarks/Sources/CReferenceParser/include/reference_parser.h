// A push parser for event streams in plain C: the rival of EventParser in the benchmarks, and the judge of its counts.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t events;
  uint64_t data_bytes;
  // The sum of all bytes of data, where it is asked for; reading every byte costs time.
  uint64_t sum;
} reference_tally;

// Parses and counts; event type, id and data are lent to the consumer, nothing is kept.
reference_tally reference_parse(const void *bytes, size_t count, size_t chunk);

// The same, and the consumer adds up every byte of data.
reference_tally reference_parse_summing(const void *bytes, size_t count, size_t chunk);

// The line ends alone, by memchr over the whole: nobody who looks at each line can be faster. Their number.
size_t reference_line_ends(const void *bytes, size_t count);

// The same as reference_parse, and the consumer keeps copies of the newest 10,000 events' data and ids, each malloc'd.
reference_tally reference_parse_keeping(const void *bytes, size_t count, size_t chunk);
