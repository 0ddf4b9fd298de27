#pragma once
#include <stdbool.h>
#include <stdint.h>

// What is searched for in many bytes at once, as masks with a bit for each byte, the first one's in the lowest. Processors
// have instructions for that which Swift's vectors do not reach: SSE2 of x86-64, and NEON of arm64. Inline, because each
// takes a few instructions, and a call would cost more.

/// What was found in a text of JSON.
typedef struct {
  /// How many quotes are held by no escape, and how many escapes there are.
  uint32_t quotes, escapes;
  /// Whether a control stands in a string.
  bool hasControl;
} vectors_json_found;

/// Finds the strings of a text that begins in none: the places of all quotes that no escape holds, and of the bytes that
/// come after the backslash of an escape, the text's end among them.
///
/// - Parameters:
///   - count: at most 65,535.
///   - quotes: for the places of quotes, with room for `vectors_json_room(count)`.
///   - escapes: the same for escapes.
vectors_json_found vectors_json_strings(const void *text, uint32_t count, uint16_t *quotes, uint16_t *escapes);

/// The same with what every processor has.
vectors_json_found vectors_json_strings_anywhere(
    const void *bytes, uint32_t count, uint16_t *quotes, uint16_t *escapes);

/// More places than a text has, for they are written in groups.
static inline uint32_t vectors_json_room(uint32_t count) { return count + 64; }

#if defined(__SSE2__)
#include <emmintrin.h>

static inline __m128i vectors_line_ends_16(const char *bytes) {
  __m128i lanes = _mm_loadu_si128((const __m128i *)bytes);
  return _mm_or_si128(_mm_cmpeq_epi8(lanes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(lanes, _mm_set1_epi8('\r')));
}

static inline uint64_t vectors_bits(__m128i lanes) { return (uint32_t)_mm_movemask_epi8(lanes); }

/// The line ends, LF or CR, among sixty-four bytes.
static inline uint64_t vectors_line_ends(const void *bytes) {
  const char *first = (const char *)bytes;
  __m128i a = vectors_line_ends_16(first), b = vectors_line_ends_16(first + 16);
  __m128i c = vectors_line_ends_16(first + 32), d = vectors_line_ends_16(first + 48);
  // Most blocks of long lines have none.
  if (vectors_bits(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) == 0) return 0;
  return vectors_bits(a) | vectors_bits(b) << 16 | vectors_bits(c) << 32 | vectors_bits(d) << 48;
}

/// Among sixteen bytes those that do not stand for themselves in a string of JSON: quotes, backslashes, and controls.
static inline uint32_t vectors_string_specials(const void *bytes) {
  __m128i lanes = _mm_loadu_si128((const __m128i *)bytes);
  __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(lanes, _mm_set1_epi8(0x1F)), lanes);
  __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(lanes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(lanes, _mm_set1_epi8('\\')));
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(controls, marks));
}

/// Among sixteen bytes those that are no digits.
static inline uint32_t vectors_no_digits(const void *bytes) {
  __m128i values = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)bytes), _mm_set1_epi8('0'));
  __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
  return (uint32_t)_mm_movemask_epi8(digits) ^ 0xFFFF;
}

/// Among sixteen bytes those that differ from sixteen others.
static inline uint32_t vectors_differences(const void *bytes, const void *others) {
  __m128i lanes = _mm_loadu_si128((const __m128i *)bytes);
  return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, _mm_loadu_si128((const __m128i *)others))) ^ 0xFFFF;
}

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include <arm_neon.h>

// Each lane keeps another bit of eight, and sums of neighbours put them together.
static inline uint8x16_t vectors_bits(uint8x16_t lanes) {
  static const uint8_t bits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  return vandq_u8(lanes, vld1q_u8(bits));
}

static inline uint8x16_t vectors_line_ends_16(const uint8_t *bytes) {
  uint8x16_t lanes = vld1q_u8(bytes);
  return vectors_bits(vorrq_u8(vceqq_u8(lanes, vdupq_n_u8('\n')), vceqq_u8(lanes, vdupq_n_u8('\r'))));
}

/// The line ends, LF or CR, among sixty-four bytes.
static inline uint64_t vectors_line_ends(const void *bytes) {
  const uint8_t *first = (const uint8_t *)bytes;
  uint8x16_t half = vpaddq_u8(vectors_line_ends_16(first), vectors_line_ends_16(first + 16));
  uint8x16_t other = vpaddq_u8(vectors_line_ends_16(first + 32), vectors_line_ends_16(first + 48));
  uint8x16_t sums = vpaddq_u8(half, other);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}

/// Among sixteen bytes those that do not stand for themselves in a string of JSON: quotes, backslashes, and controls.
static inline uint32_t vectors_string_specials(const void *bytes) {
  uint8x16_t lanes = vld1q_u8((const uint8_t *)bytes);
  uint8x16_t marks = vorrq_u8(vceqq_u8(lanes, vdupq_n_u8('"')), vceqq_u8(lanes, vdupq_n_u8('\\')));
  uint8x16_t sums = vectors_bits(vorrq_u8(marks, vcltq_u8(lanes, vdupq_n_u8(0x20))));
  for (int round = 0; round < 3; round++) sums = vpaddq_u8(sums, sums);
  return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
}

/// Among sixteen bytes those that are no digits.
static inline uint32_t vectors_no_digits(const void *bytes) {
  uint8x16_t values = vsubq_u8(vld1q_u8((const uint8_t *)bytes), vdupq_n_u8('0'));
  uint8x16_t sums = vectors_bits(vcgtq_u8(values, vdupq_n_u8(9)));
  for (int round = 0; round < 3; round++) sums = vpaddq_u8(sums, sums);
  return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
}

/// Among sixteen bytes those that differ from sixteen others.
static inline uint32_t vectors_differences(const void *bytes, const void *others) {
  uint8x16_t same = vceqq_u8(vld1q_u8((const uint8_t *)bytes), vld1q_u8((const uint8_t *)others));
  uint8x16_t sums = vectors_bits(vmvnq_u8(same));
  for (int round = 0; round < 3; round++) sums = vpaddq_u8(sums, sums);
  return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
}

#else

/// The line ends, LF or CR, among sixty-four bytes.
static inline uint64_t vectors_line_ends(const void *bytes) {
  const uint8_t *first = (const uint8_t *)bytes;
  uint64_t mask = 0;
  for (int place = 0; place < 64; place++) mask |= (uint64_t)(first[place] == '\n' || first[place] == '\r') << place;
  return mask;
}

/// Among sixteen bytes those that do not stand for themselves in a string of JSON: quotes, backslashes, and controls.
static inline uint32_t vectors_string_specials(const void *bytes) {
  const uint8_t *first = (const uint8_t *)bytes;
  uint32_t mask = 0;
  for (int place = 0; place < 16; place++) {
    mask |= (uint32_t)(first[place] == '"' || first[place] == '\\' || first[place] < 0x20) << place;
  }
  return mask;
}

/// Among sixteen bytes those that are no digits.
static inline uint32_t vectors_no_digits(const void *bytes) {
  const uint8_t *first = (const uint8_t *)bytes;
  uint32_t mask = 0;
  for (int place = 0; place < 16; place++) mask |= (uint32_t)(first[place] < '0' || first[place] > '9') << place;
  return mask;
}

/// Among sixteen bytes those that differ from sixteen others.
static inline uint32_t vectors_differences(const void *bytes, const void *others) {
  const uint8_t *first = (const uint8_t *)bytes, *second = (const uint8_t *)others;
  uint32_t mask = 0;
  for (int place = 0; place < 16; place++) mask |= (uint32_t)(first[place] != second[place]) << place;
  return mask;
}

#endif
