internal import CPCRE2

/// PCRE2's compiled code and what it needs to match; the only place that calls it.
///
/// Sendable although it holds pointers: it makes them itself and frees them itself, no other code ever sees them, it
/// cannot be copied, and PCRE2 ties none of them to a thread (pcre2api(3), "Multithreading"). Whoever has the value
/// has all there is, so it can go to another thread as an integer can.
struct RegexMachine: ~Copyable, @unchecked Sendable {
  /// Kibibytes of one match.
  private static let heapLimit: UInt32 = 4096
  private static let stackBytes = (start: 32 << 10, limit: 1 << 20)

  private let code: OpaquePointer
  /// The same code with a call to the meter before each item.
  private let meteredCode: OpaquePointer
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?
  private let meter: UnsafeMutablePointer<RegexMeter>
  /// How many matches were given up at a limit.
  private(set) var givenUp = 0

  /// - Parameter offset: where the expression stands in what the user wrote.
  init(_ regex: [UInt8], options: UInt32, at offset: Int) throws(FilterError) {
    let code = try Self.compile(regex, options, at: offset)
    let meteredCode: OpaquePointer
    do throws(FilterError) {
      // A text takes no calls, and needs none.
      let metering = options & PCRE2_LITERAL == 0 ? PCRE2_AUTO_CALLOUT : 0
      meteredCode = try Self.compile(regex, options | metering, at: offset)
    } catch {
      pcre2_code_free_8(code)
      throw error
    }
    guard let data = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(code)
      pcre2_code_free_8(meteredCode)
      throw FilterError("there is no memory for the regular expression", at: offset)
    }
    (self.code, self.meteredCode, self.data, self.context) = (code, meteredCode, data, context)
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    meter = .allocate(capacity: 1)
    meter.initialize(to: RegexMeter())
    pcre2_set_callout_8(context, { RegexMeter.callout($0, $1) }, meter)
    // Where there is no JIT compiler, or it gets no memory, the same code is interpreted.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    _ = pcre2_jit_compile_8(meteredCode, PCRE2_JIT_COMPLETE)
    stack = pcre2_jit_stack_create_8(Self.stackBytes.start, Self.stackBytes.limit, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  private static func compile(_ regex: [UInt8], _ options: UInt32, at offset: Int) throws(FilterError) -> OpaquePointer
  {
    let settings = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(settings) }
    pcre2_set_newline_8(settings, UInt32(PCRE2_NEWLINE_LF))
    var number: Int32 = 0
    var place = 0
    let code = regex.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &number, &place, settings)
    }
    guard let code else { throw FilterError(sentence(number), at: offset + min(place, regex.count)) }
    return code
  }

  deinit {
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
    pcre2_match_data_free_8(data)
    pcre2_code_free_8(meteredCode)
    pcre2_code_free_8(code)
    meter.deinitialize(count: 1)
    meter.deallocate()
  }

  /// Before matches that are bounded together, in so many bytes.
  mutating func begin(in count: Int) {
    var references: UInt32 = 0
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_BACKREFMAX), &references)
    meter.pointee.begin(in: count, hasBackReference: references > 0)
  }

  /// What was done since then, as far as it was metered.
  var steps: Int { meter.pointee.steps }

  /// Where it matches first, from `start` on.
  ///
  /// - Parameter isQuick: whether it needs no bound.
  mutating func match(_ bytes: UnsafeRawBufferPointer, from start: Int, isQuick: Bool) -> Range<Int>? {
    let empty: StaticString = ""
    let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty.utf8Start
    let result = pcre2_match_8(isQuick ? code : meteredCode, base, bytes.count, start, 0, data, context)
    guard result >= 0 else {
      if result != PCRE2_ERROR_NOMATCH { givenUp += 1 }
      return nil
    }
    guard let ends = pcre2_get_ovector_pointer_8(data) else { return nil }
    // `\K` can put the start after the end.
    return min(ends[0], ends[1])..<ends[1]
  }

  private static func sentence(_ number: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = text.withUnsafeMutableBufferPointer { pcre2_get_error_message_8(number, $0.baseAddress, $0.count) }
    guard length > 0 else { return "the regular expression does not compile" }
    return String(decoding: text.prefix(Int(length)), as: UTF8.self)
  }
}
