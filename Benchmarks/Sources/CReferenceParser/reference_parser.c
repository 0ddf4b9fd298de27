#include "reference_parser.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct {
  const char *start;
  size_t count;
} text;

typedef struct {
  char *bytes;
  size_t count, capacity;
} buffer;

typedef void (*consumer)(void *context, text type, text id, text data);

typedef struct {
  consumer consume;
  void *context;
  buffer line;  // the beginning of a line whose end has not come
  buffer type, id, joined;
  text lent;  // data of one line, as it lies in the chunk
  enum { no_data, lent_data, joined_data } data;
  bool after_cr, started;
  long retry;
} parser;

static __attribute__((noinline)) void grow(buffer *to, size_t needed) {
  size_t capacity = to->capacity ? to->capacity : 1024;
  while (capacity < needed) capacity *= 2;
  char *grown = realloc(to->bytes, capacity);
  if (!grown) abort();
  to->bytes = grown;
  to->capacity = capacity;
}

static inline void append(buffer *to, const char *bytes, size_t count) {
  if (to->count + count > to->capacity) grow(to, to->count + count);
  memcpy(to->bytes + to->count, bytes, count);
  to->count += count;
}

static inline void set(buffer *to, text value) {
  to->count = 0;
  append(to, value.start, value.count);
}

static inline void stop_lending(parser *p) {
  if (p->data != lent_data) return;
  set(&p->joined, p->lent);
  p->data = joined_data;
}

static inline void add_data(parser *p, text value, bool stays) {
  if (p->data == no_data) {
    p->lent = value;
    p->data = lent_data;
    if (!stays) stop_lending(p);
    return;
  }
  stop_lending(p);
  append(&p->joined, "\n", 1);
  append(&p->joined, value.start, value.count);
}

static inline bool is(const char *name, size_t count, const char *field, size_t length) {
  return count == length && memcmp(name, field, length) == 0;
}

static inline text value_after(const char *colon, const char *end) {
  const char *start = colon + 1;
  if (start < end && *start == ' ') start++;
  return (text){start, (size_t)(end - start)};
}

// A field that is not "data:" with its colon.
static inline void take_field(parser *p, const char *line, size_t count, bool stays) {
  const char *end = line + count, *colon = memchr(line, ':', count);
  if (colon == line) return;
  size_t name = colon ? (size_t)(colon - line) : count;
  text value = colon ? value_after(colon, end) : (text){end, 0};
  if (is(line, name, "event", 5)) {
    set(&p->type, value);
  } else if (is(line, name, "id", 2)) {
    if (!memchr(value.start, 0, value.count)) set(&p->id, value);
  } else if (is(line, name, "data", 4)) {
    add_data(p, value, stays);
  } else if (is(line, name, "retry", 5)) {
    long time = 0;
    size_t digits = 0;
    while (digits < value.count && value.start[digits] >= '0' && value.start[digits] <= '9')
      time = time * 10 + (value.start[digits++] - '0');
    if (digits > 0 && digits == value.count) p->retry = time;
  }
}

static inline void take_line(parser *p, const char *line, size_t count, bool stays) {
  if (count >= 5 && memcmp(line, "data:", 5) == 0) {
    add_data(p, value_after(line + 4, line + count), stays);
  } else if (count > 0) {
    take_field(p, line, count, stays);
  } else {
    if (p->data != no_data) {
      text data = p->data == lent_data ? p->lent : (text){p->joined.bytes, p->joined.count};
      p->consume(p->context, (text){p->type.bytes, p->type.count}, (text){p->id.bytes, p->id.count}, data);
      p->data = no_data;
    }
    p->type.count = 0;
  }
}

// The first CR or LF: one pass for both, for chunks that hold a CR at all.
static inline const char *line_end(const char *from, const char *end) {
#ifdef __SSE2__
  const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
  for (; end - from >= 16; from += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)from);
    int mask = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr)));
    if (mask) return from + __builtin_ctz((unsigned)mask);
  }
#endif
  for (; from < end; from++)
    if (*from == '\n' || *from == '\r') return from;
  return NULL;
}

static void push(parser *p, const char *bytes, size_t count) {
  const char *at = bytes, *end = bytes + count;
  if (count == 0) return;
  // A mark that is cut by the end of the first chunk is not known: chunks of a benchmark are longer.
  if (!p->started && count >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) at += 3;
  p->started = true;
  if (p->after_cr && *at == '\n') at++;
  p->after_cr = false;
  const bool has_cr = memchr(at, '\r', (size_t)(end - at)) != NULL;
  while (at < end) {
    const char *stop = has_cr ? line_end(at, end) : memchr(at, '\n', (size_t)(end - at));
    if (!stop) {
      append(&p->line, at, (size_t)(end - at));
      break;
    }
    if (p->line.count > 0) {
      append(&p->line, at, (size_t)(stop - at));
      take_line(p, p->line.bytes, p->line.count, false);
      p->line.count = 0;
    } else {
      take_line(p, at, (size_t)(stop - at), true);
    }
    at = stop + 1;
    if (*stop == '\r') {
      if (at == end) p->after_cr = true;
      else if (*at == '\n') at++;
    }
  }
  // The caller's chunk goes away.
  stop_lending(p);
}

static void parse(consumer consume, void *context, const char *bytes, size_t count, size_t chunk) {
  parser p = {.consume = consume, .context = context};
  for (size_t offset = 0; offset < count; offset += chunk)
    push(&p, bytes + offset, count - offset < chunk ? count - offset : chunk);
  free(p.line.bytes);
  free(p.type.bytes);
  free(p.id.bytes);
  free(p.joined.bytes);
}

static void count_event(void *context, text type, text id, text data) {
  reference_tally *tally = context;
  tally->events++;
  tally->data_bytes += data.count;
}

reference_tally reference_parse(const void *bytes, size_t count, size_t chunk) {
  reference_tally tally = {0};
  parse(count_event, &tally, bytes, count, chunk);
  return tally;
}

static void sum_event(void *context, text type, text id, text data) {
  reference_tally *tally = context;
  count_event(context, type, id, data);
  for (size_t index = 0; index < data.count; index++) tally->sum += (uint8_t)data.start[index];
}

reference_tally reference_parse_summing(const void *bytes, size_t count, size_t chunk) {
  reference_tally tally = {0};
  parse(sum_event, &tally, bytes, count, chunk);
  return tally;
}

enum { kept_events = 10000 };

typedef struct {
  reference_tally tally;
  struct {
    char *data, *id;
    size_t data_count, id_count;
  } events[kept_events];
  size_t next;
} shelf;

static void keep_event(void *context, text type, text id, text data) {
  shelf *kept = context;
  count_event(&kept->tally, type, id, data);
  size_t place = kept->next;
  kept->next = place + 1 == kept_events ? 0 : place + 1;
  free(kept->events[place].data);
  free(kept->events[place].id);
  char *data_copy = malloc(data.count + 1), *id_copy = malloc(id.count + 1);
  if (!data_copy || !id_copy) abort();
  memcpy(data_copy, data.start, data.count);
  if (id.count > 0) memcpy(id_copy, id.start, id.count);
  kept->events[place].data = data_copy;
  kept->events[place].id = id_copy;
  kept->events[place].data_count = data.count;
  kept->events[place].id_count = id.count;
}

reference_tally reference_parse_keeping(const void *bytes, size_t count, size_t chunk) {
  shelf *kept = calloc(1, sizeof *kept);
  if (!kept) abort();
  parse(keep_event, kept, bytes, count, chunk);
  reference_tally tally = kept->tally;
  for (size_t place = 0; place < kept_events; place++) {
    free(kept->events[place].data);
    free(kept->events[place].id);
  }
  free(kept);
  return tally;
}

size_t reference_line_ends(const void *bytes, size_t count) {
  const char *at = bytes, *end = at + count;
  size_t ends = 0;
  while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
    ends++;
    at++;
  }
  return ends;
}
