#include "CVectors.h"

#include <string.h>

// Sixty-four bytes at a time become masks with a bit for each byte, and the masks places. Nothing here waits for the end
// of one string to look for the next.

typedef struct {
  uint64_t quotes, backslashes, controls;
} marks;

typedef struct {
  uint16_t *places;
  uint32_t count;
} list;

typedef struct {
  list quotes, escapes;
  /// Whether the block before ends with a backslash that makes an escape with what follows.
  bool isInEscape;
  bool hasControl;
} scan;

/// The bytes that come after the backslash of an escape.
static inline uint64_t escaped(scan *scan, uint64_t backslashes) {
  uint64_t escaped = scan->isInEscape;
  uint64_t rest = backslashes & ~escaped;
  if ((rest & rest << 1) == 0) {
    scan->isInEscape = rest >> 63;
    return escaped | rest << 1;
  }
  // Where backslashes stand side by side, one that another holds begins nothing.
  while (rest != 0) {
    uint64_t first = rest & -rest;
    escaped |= first << 1;
    rest &= ~(first | first << 1);
    scan->isInEscape = first >> 63;
  }
  return escaped;
}

/// The bytes from a string's first quote up to its second.
static uint64_t inside(uint64_t quotes, bool isInString) {
  uint64_t inside = quotes;
  for (int shift = 1; shift < 64; shift *= 2) inside ^= inside << shift;
  return isInString ? ~inside : inside;
}

/// Takes in the marks of one block.
static inline __attribute__((always_inline)) void take(
    scan *scan, marks marks, uint32_t start, void (*append)(list *, uint64_t, uint32_t)) {
  uint64_t quotes = marks.quotes;
  if (marks.backslashes != 0 || scan->isInEscape) {
    uint64_t held = escaped(scan, marks.backslashes);
    append(&scan->escapes, held, start);
    quotes &= ~held;
  }
  if (marks.controls != 0) scan->hasControl |= (marks.controls & inside(quotes, scan->quotes.count & 1)) != 0;
  append(&scan->quotes, quotes, start);
}

static inline vectors_json_found found(const scan *scan) {
  return (vectors_json_found){scan->quotes.count, scan->escapes.count, scan->hasControl};
}

#if defined(__SSE2__)

static inline __attribute__((always_inline)) uint64_t same_64(const __m128i lanes[4], char byte) {
  __m128i wanted = _mm_set1_epi8(byte);
  return vectors_bits(_mm_cmpeq_epi8(lanes[0], wanted)) | vectors_bits(_mm_cmpeq_epi8(lanes[1], wanted)) << 16 |
         vectors_bits(_mm_cmpeq_epi8(lanes[2], wanted)) << 32 | vectors_bits(_mm_cmpeq_epi8(lanes[3], wanted)) << 48;
}

static inline __attribute__((always_inline)) marks marks_of(const uint8_t *bytes) {
  const __m128i *first = (const __m128i *)bytes;
  __m128i lanes[4] = {
      _mm_loadu_si128(first), _mm_loadu_si128(first + 1), _mm_loadu_si128(first + 2), _mm_loadu_si128(first + 3)};
  marks marks = {same_64(lanes, '"'), same_64(lanes, '\\'), 0};
  __m128i highest = _mm_set1_epi8(0x1F);
  for (int index = 0; index < 4; index++) lanes[index] = _mm_cmpeq_epi8(_mm_min_epu8(lanes[index], highest), lanes[index]);
  // A byte of a mask is -1.
  marks.controls = same_64(lanes, -1);
  return marks;
}

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

static inline uint64_t bits_64(const uint8x16_t lanes[4]) {
  uint8x16_t sums = vpaddq_u8(
      vpaddq_u8(vectors_bits(lanes[0]), vectors_bits(lanes[1])), vpaddq_u8(vectors_bits(lanes[2]), vectors_bits(lanes[3])));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}

static inline marks marks_of(const uint8_t *bytes) {
  uint8x16_t quotes[4], backslashes[4], controls[4];
  for (int index = 0; index < 4; index++) {
    uint8x16_t lanes = vld1q_u8(bytes + 16 * index);
    quotes[index] = vceqq_u8(lanes, vdupq_n_u8('"'));
    backslashes[index] = vceqq_u8(lanes, vdupq_n_u8('\\'));
    controls[index] = vcltq_u8(lanes, vdupq_n_u8(0x20));
  }
  return (marks){bits_64(quotes), bits_64(backslashes), bits_64(controls)};
}

#else

static inline marks marks_of(const uint8_t *bytes) {
  marks marks = {0, 0, 0};
  for (int place = 0; place < 64; place++) {
    marks.quotes |= (uint64_t)(bytes[place] == '"') << place;
    marks.backslashes |= (uint64_t)(bytes[place] == '\\') << place;
    marks.controls |= (uint64_t)(bytes[place] < 0x20) << place;
  }
  return marks;
}

#endif

static inline void append(list *list, uint64_t bits, uint32_t start) {
  for (; bits != 0; bits &= bits - 1) list->places[list->count++] = (uint16_t)(start + (uint32_t)__builtin_ctzll(bits));
}

vectors_json_found vectors_json_strings_anywhere(
    const void *bytes, uint32_t count, uint16_t *quotes, uint16_t *escapes) {
  const uint8_t *text = bytes;
  scan scan = {{quotes, 0}, {escapes, 0}, false, false};
  uint32_t start = 0;
  for (; start + 64 <= count; start += 64) {
    __builtin_prefetch(text + start + 2048);
    take(&scan, marks_of(text + start), start, append);
  }
  if (start < count || scan.isInEscape) {
    // As if blanks followed.
    uint8_t last[64];
    memset(last, ' ', sizeof last);
    memcpy(last, text + start, count - start);
    take(&scan, marks_of(last), start, append);
  }
  return found(&scan);
}

#if defined(__x86_64__)
#include <immintrin.h>

// AVX-512 puts the places of a block's bits side by side with one instruction: two to three times as fast.
#define AVX512 "avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt"

__attribute__((target(AVX512))) static inline void append_512(list *list, uint64_t bits, uint32_t start) {
  static const uint8_t places[64] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
      32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  __m512i packed = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(places));
  uint16_t *place = list->places + list->count;
  uint32_t count = (uint32_t)__builtin_popcountll(bits);
  list->count += count;
  __m256i first = _mm256_set1_epi16((short)start);
  // Most blocks have at most sixteen.
  _mm256_storeu_si256((__m256i *)place, _mm256_add_epi16(first, _mm256_cvtepu8_epi16(_mm512_castsi512_si128(packed))));
  if (count <= 16) return;
  for (int group = 1; group < 4; group++) {
    __m128i rest = _mm_loadu_si128((const __m128i *)&packed + group);
    _mm256_storeu_si256((__m256i *)place + group, _mm256_add_epi16(first, _mm256_cvtepu8_epi16(rest)));
  }
}

__attribute__((target(AVX512))) static vectors_json_found strings_512(
    const uint8_t *text, uint32_t count, uint16_t *quotes, uint16_t *escapes) {
  scan scan = {{quotes, 0}, {escapes, 0}, false, false};
  for (uint32_t start = 0; start < count || scan.isInEscape; start += 64) {
    uint32_t left = count - start;
    // What is left out of the last block is a zero, which is no quote; that it is a control means nothing.
    uint64_t whole = left >= 64 ? ~0ULL : (1ULL << left) - 1;
    // What came lies in another core's cache, if that one received it. The next text begins where this one ends.
    __builtin_prefetch(text + start + 2048);
    __m512i bytes = _mm512_maskz_loadu_epi8(whole, text + start);
    marks marks = {
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')), _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')),
        _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20)) & whole};
    take(&scan, marks, start, append_512);
  }
  return found(&scan);
}

vectors_json_found vectors_json_strings(const void *text, uint32_t count, uint16_t *quotes, uint16_t *escapes) {
  bool isWide = __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bw");
  return isWide ? strings_512(text, count, quotes, escapes)
                : vectors_json_strings_anywhere(text, count, quotes, escapes);
}

#else

vectors_json_found vectors_json_strings(const void *text, uint32_t count, uint16_t *quotes, uint16_t *escapes) {
  return vectors_json_strings_anywhere(text, count, quotes, escapes);
}

#endif
