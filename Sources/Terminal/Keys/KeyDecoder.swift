import Dashboard

/// Turns the bytes that a terminal sends into keys; no I/O, and the same keys however the bytes are cut.
///
/// Sequences are read by their grammar (ECMA-48, and xterm's ctlseqs for what they mean), so that one that is not known
/// is passed over whole and never taken for Esc and letters. So are control strings: what a terminal answers to a
/// question that another program has asked comes late, and here.
struct KeyDecoder {
  /// A longer control sequence is no key; in bytes.
  private static let sequenceLimit = 64

  /// What is known of this type of terminal in particular.
  private let named: [[UInt8]: Key]
  private let longestName: Int
  /// What has no meaning yet.
  private var pending: [UInt8] = []
  private var paste: PasteDecoder?
  private var controlString: ControlString?
  /// Whether the mouse is listened to. Where it is not, a program before may have left it on: what it reports in the old
  /// way, in three bytes of any value, is passed over.
  var hasMouse = false

  /// - Parameter named: the sequences that the terminal's description names, ESC first.
  init(named: [[UInt8]: Key] = [:]) {
    self.named = named
    longestName = named.keys.map(\.count).max() ?? 0
  }

  /// Whether what came last is a key by itself if nothing follows soon.
  var isUnsettled: Bool {
    paste == nil && pending.first == Self.escape && pending.count <= 2 && pending.allSatisfy { $0 < 0x80 }
  }

  /// The keys that are complete with these bytes.
  mutating func push(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes {
      if paste != nil {
        if let end = paste?.push(byte) {
          keys.append(end)
          paste = nil
        }
        continue
      }
      switch controlString?.push(byte) {
      case nil: break
      case .inside: continue
      case .ended:
        controlString = nil
        continue
      case .brokenOff(let hasEscape):
        controlString = nil
        if hasEscape { pending.append(Self.escape) }
      }
      pending.append(byte)
      receive(&keys)
    }
    return keys
  }

  /// Gives up what has begun and was not ended, because nothing came for long: the next byte begins anew.
  mutating func abandon() {
    pending.removeAll()
    controlString = nil
  }

  /// Nothing followed soon: the key that is there.
  mutating func settle() -> [Key] {
    guard isUnsettled else { return [] }
    defer { pending.removeAll() }
    return pending.count == 1 ? [.escape] : [.alt(Character(Unicode.Scalar(pending[1])))]
  }

  private static let escape: UInt8 = 0x1B

  private mutating func receive(_ keys: inout [Key]) {
    while !pending.isEmpty {
      var isEightBit = false
      if let (second, length) = Self.introducer(pending) {
        pending.replaceSubrange(..<length, with: [Self.escape, second])
        isEightBit = length == 1
      }
      let step = pending.first == Self.escape ? escapeSequence() : character(from: pending[...])
      switch step {
      case .incomplete: return
      case .keys(let found, let length):
        keys += found
        pending.removeFirst(length)
      case .paste(let length):
        paste = PasteDecoder()
        pending.removeFirst(length)
      case .controlString(let length):
        controlString = ControlString(isEightBit: isEightBit)
        pending.removeFirst(length)
      }
    }
  }

  /// The second byte of the seven-bit form, where a sequence begins with a C1 control (ECMA-48, 5.3), as one byte or as
  /// UTF-8, and how long that is.
  private static func introducer(_ bytes: [UInt8]) -> (second: UInt8, length: Int)? {
    let (control, length) = bytes.first == 0xC2 ? (bytes.dropFirst().first, 2) : (bytes.first, 1)
    // SS2, SS3, DCS, SOS, CSI, OSC, PM, APC
    guard let control, [0x8E, 0x8F, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F].contains(control) else { return nil }
    return (control - 0x40, length)
  }

  private enum Step {
    case incomplete
    case keys([Key], length: Int)
    /// A paste begins.
    case paste(length: Int)
    /// A control string begins.
    case controlString(length: Int)
  }

  private func escapeSequence() -> Step {
    guard pending.count > 1 else { return .incomplete }
    if pending.count <= longestName {
      if let key = named[pending] { return .keys([key], length: pending.count) }
      if named.keys.contains(where: { $0.count > pending.count && $0.starts(with: pending) }) { return .incomplete }
    }
    switch pending[1] {
    case UInt8(ascii: "["): return controlSequence()
    // DCS, SOS, OSC, PM and APC. Alt with one of these letters is no key of ours.
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return .controlString(length: 2)
    case UInt8(ascii: "N"), UInt8(ascii: "O"):
      guard pending.count > 2 else { return .incomplete }
      guard pending[2] > 0x20, pending[2] < 0x7F else { return .keys([], length: 2) }
      let key = pending[1] == UInt8(ascii: "O") ? KeySequence.applicationKey(pending[2]) : nil
      return .keys(key.map { [$0] } ?? [], length: 3)
    case 0x7F: return .keys([.control("w")], length: 2)
    case 0x00..<0x20: return .keys([.escape], length: 1)
    default:
      switch character(from: pending[1...]) {
      case .keys(let keys, let length):
        let alt = keys.map { key in if case .character(let character) = key { Key.alt(character) } else { key } }
        return .keys(alt, length: length + 1)
      case let other: return other
      }
    }
  }

  private func controlSequence() -> Step {
    guard pending.count > 2 else { return .incomplete }
    switch pending[2] {
    case UInt8(ascii: "M"):
      guard pending.count >= 6 else { return .incomplete }
      guard hasMouse else { return .keys([], length: 6) }
      return .keys(KeySequence.oldMouse(pending[3..<6]).map { [$0] } ?? [], length: 6)
    case UInt8(ascii: "["):
      guard pending.count > 3 else { return .incomplete }
      let number = Int(pending[3]) - Int(UInt8(ascii: "A")) + 1
      return .keys((1...5).contains(number) ? [.function(number)] : [], length: 4)
    default: break
    }
    // A final byte ends it; what can stand in no sequence breaks it off.
    guard let end = pending[2...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return pending.count < Self.sequenceLimit ? .incomplete : .keys([], length: pending.count)
    }
    guard (0x40...0x7E).contains(pending[end]) else { return .keys([], length: end) }
    let parameters = pending[2..<end]
    if pending[end] == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) { return .paste(length: end + 1) }
    return .keys(KeySequence.key(pending[end], parameters).map { [$0] } ?? [], length: end + 1)
  }

  /// One character or control character; what is not UTF-8 is passed over.
  private func character(from bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .incomplete }
    if first < 0x80 { return .keys(KeySequence.plainKey(first).map { [$0] } ?? [], length: 1) }
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let rest = bytes.dropFirst().prefix(length - 1)
    if let wrong = rest.firstIndex(where: { $0 & 0xC0 != 0x80 }) {
      return .keys([], length: wrong - bytes.startIndex)
    }
    guard rest.count == length - 1 else { return .incomplete }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first
    else { return .keys([], length: length) }
    return .keys([.character(Character(scalar))], length: length)
  }
}

/// What a control string is passed over by: DCS, SOS, OSC, PM or APC (ECMA-48, 5.6). Nothing of it is kept.
private struct ControlString {
  enum Step {
    case inside
    /// The byte was its last.
    case ended
    /// The byte belongs to something else, as does an ESC before it.
    case brokenOff(hasEscape: Bool)
  }

  /// Whether the controls of this terminal are single bytes, C1 and not UTF-8.
  let isEightBit: Bool
  private var last: UInt8 = 0

  init(isEightBit: Bool) { self.isEightBit = isEightBit }

  mutating func push(_ byte: UInt8) -> Step {
    defer { last = byte }
    switch (last, byte) {
    case (0x1B, UInt8(ascii: "\\")): return .ended
    case (0x1B, _): return .brokenOff(hasEscape: true)
    // xterm ends an OSC with BEL.
    case (_, 0x07), (0xC2, 0x9C): return .ended
    case (_, 0x9C) where isEightBit: return .ended
    case (_, 0x1B), (_, 0x08...0x0D), (_, 0x20...): return .inside
    // Ctrl-C and its like are heard in a string that does not end.
    default: return .brokenOff(hasEscape: false)
    }
  }
}
