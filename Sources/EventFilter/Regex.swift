internal import CPCRE2
internal import Synchronization
import Text

/// A regular expression as PCRE2 compiled it, for the bytes of the wire: what is not UTF-8 matches nothing in it.
///
/// `^` and `$` match at the lines of the data too, `\w`, `\d`, `\s` and `\b` know the letters, digits and blanks of all
/// alphabets. Bounded: a match that takes more than its limit of steps counts as none.
final class Regex: Sendable {
  /// One match at a time: PCRE2 writes what it finds into the machine.
  private let machine: Mutex<RegexMachine>
  private let shape: RegexShape
  private let stepCount = Atomic(0)
  private let givenUpCount = Atomic(0)
  /// A text without which it does not match.
  let literal: BytePattern?

  /// An expression as a user writes it: in either case if that is asked for, or if it holds no upper-case letter.
  ///
  /// - Parameter offset: where it stands in what the user wrote.
  static func smart(_ regex: [UInt8], ignoresCase: Bool, at offset: Int) throws(FilterError) -> Regex {
    try Regex(regex, ignoresCase: ignoresCase || SmartCase.ignoresCase(regex: regex), at: offset)
  }

  /// - Parameter offset: where it stands in what the user wrote.
  init(_ regex: [UInt8], ignoresCase: Bool, at offset: Int) throws(FilterError) {
    guard !regex.isEmpty else { throw FilterError("the regular expression is empty", at: offset) }
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C
    machine = Mutex(try RegexMachine(regex, options: options | (ignoresCase ? PCRE2_CASELESS : 0), at: offset))
    shape = RegexShape(regex, ignoresCase: ignoresCase)
    literal = shape.literal.isEmpty ? nil : BytePattern(shape.literal, ignoresCase: ignoresCase)
  }

  /// A text with other letters than A to Z, in either case.
  init(literal: [UInt8], at offset: Int) throws(FilterError) {
    let options = PCRE2_LITERAL | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_CASELESS
    machine = Mutex(try RegexMachine(literal, options: options, at: offset))
    shape = RegexShape()
    self.literal = nil
  }

  func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if let literal, literal.first(in: bytes) == nil { return false }
    let isQuick = shape.isQuick(in: bytes.count, isRepeated: false)
    return machine.withLock { machine in
      defer { noteGivenUp(machine.givenUp) }
      guard !isQuick else { return machine.match(bytes, from: 0, isQuick: true) != nil }
      machine.begin(in: bytes.count)
      defer { stepCount.wrappingAdd(machine.steps, ordering: .relaxed) }
      return machine.match(bytes, from: 0, isQuick: false) != nil
    }
  }

  func ranges(in bytes: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
    if let literal, literal.first(in: bytes) == nil { return [] }
    let isQuick = shape.isQuick(in: bytes.count, isRepeated: true)
    return machine.withLock { machine in
      machine.begin(in: bytes.count)
      var ranges: [Range<Int>] = []
      var start = 0
      while ranges.count < limit, start <= bytes.count,
        let found = machine.match(bytes, from: start, isQuick: isQuick)
      {
        if !found.isEmpty { ranges.append(found) }
        start = found.isEmpty ? next(after: max(found.upperBound, start), in: bytes) : found.upperBound
      }
      noteGivenUp(machine.givenUp)
      return ranges
    }
  }

  private func noteGivenUp(_ count: Int) {
    if count > givenUp { givenUpCount.store(count, ordering: .relaxed) }
  }

  /// The next place where a character begins.
  private func next(after place: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var place = place + 1
    while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }

  /// How many matches were given up at their limit.
  var givenUp: Int { givenUpCount.load(ordering: .relaxed) }

  /// What matches that are not certainly quick have taken: some ten nanoseconds each.
  var steps: Int { stepCount.load(ordering: .relaxed) }
}
