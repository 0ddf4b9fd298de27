import Text

/// How an event's id counts, if it does.
enum EventIDForm {
  /// Digits only.
  case number(UInt64)
  /// Digits at the end, and what the rest is: `order-17`, `7f3a-12`, `1700000000:12`.
  case tail(head: Int, UInt64)
  /// The offsets of a log's topics and partitions, as Kafka's clients write them in JSON.
  case offsets([(partition: Int, UInt64)])
  case other

  /// Bytes of an id that are looked at.
  private static let limit = 1024
  private static let partitionLimit = 16

  init(_ id: UnsafeRawBufferPointer) {
    guard let last = id.last, id.count <= Self.limit else {
      self = .other
      return
    }
    if last == UInt8(ascii: "]") || last == UInt8(ascii: "}") {
      self = Self.offsets(in: id)
    } else if Self.isDigit(last) {
      self = Self.digits(at: id)
    } else {
      self = .other
    }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func digits(at id: UnsafeRawBufferPointer) -> EventIDForm {
    var start = id.count
    while start > 0, isDigit(id[start - 1]) { start -= 1 }
    // Nineteen digits fit.
    guard id.count - start <= 19 else { return .other }
    var number: UInt64 = 0
    for byte in id[start...] { number = number &* 10 &+ UInt64(byte &- 0x30) }
    if start == 0 { return isCalendarTime(number) ? .other : .number(number) }
    let head = UnsafeRawBufferPointer(rebasing: id[..<start])
    return isTimeOfDay(head) ? .other : .tail(head: hash(head), number)
  }

  /// `20261126213001`: it rises by one each second, and means none.
  private static func isCalendarTime(_ number: UInt64) -> Bool {
    (19_000_101_000_000...21_001_231_235_959).contains(number)
  }

  /// `2026-11-26T21:30:`, before the seconds.
  private static func isTimeOfDay(_ head: UnsafeRawBufferPointer) -> Bool {
    head.last == UInt8(ascii: ":") && head.count { $0 == UInt8(ascii: ":") } > 1
  }

  static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }

  /// `[{"topic":"a","partition":0,"offset":17},…]`, in any order; an offset of -1 is of a partition that is not read.
  private static func offsets(in id: UnsafeRawBufferPointer) -> EventIDForm {
    var tokens = JSONTokens(id)
    var (found, place, offset) = ([(partition: Int, UInt64)](), Hasher(), UInt64?.none)
    var (key, isValue, isPlaced) = (0..<0, false, false)
    while let token = tokens.next(), token != .end {
      switch token {
      case .open(isObject: true): (place, offset, isPlaced, isValue) = (Hasher(), nil, false, false)
      case .close(isObject: true):
        if let offset, isPlaced { found.append((place.finalize(), offset)) }
        if found.count > partitionLimit { return .other }
      case .string where !isValue: key = tokens.range
      case .colon: isValue = true
      case .comma, .open, .close: isValue = false
      default:
        let value = UnsafeRawBufferPointer(rebasing: id[tokens.range])
        switch name(key, in: id) {
        case "topic":
          place.combine(bytes: value)
          isPlaced = true
        case "partition": place.combine(bytes: value)
        case "offset":
          if token == .number, case .number(let number) = digits(at: value) { offset = number }
        default: break
        }
        isValue = false
      }
    }
    return found.isEmpty ? .other : .offsets(found)
  }

  private static func name(_ key: Range<Int>, in id: UnsafeRawBufferPointer) -> String {
    key.count > 2 && key.count <= 12 ? String(decoding: id[key].dropFirst().dropLast(), as: UTF8.self) : ""
  }
}
