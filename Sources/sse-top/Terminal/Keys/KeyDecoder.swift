import Dashboard

/// Turns the bytes that a terminal sends into keys; no I/O, and the same keys however the bytes are cut.
///
/// Sequences are read by their grammar (ECMA-48, and xterm's ctlseqs for what they mean), so that one that is not known
/// is passed over whole and never taken for Esc and letters.
nonisolated struct KeyDecoder {
  /// A longer control sequence is no key; in bytes.
  private static let sequenceLimit = 64

  /// What is known of this type of terminal in particular.
  private let named: [[UInt8]: Key]
  private let longestName: Int
  /// What has no meaning yet.
  private var pending: [UInt8] = []
  private var paste: PasteDecoder?
  /// Whether a mouse may be reported in the old way, in three bytes of any value.
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
      pending.append(byte)
      take(&keys)
    }
    return keys
  }

  /// Nothing followed soon: the key that is there.
  mutating func settle() -> [Key] {
    guard isUnsettled else { return [] }
    defer { pending.removeAll() }
    return pending.count == 1 ? [.escape] : [.alt(Character(Unicode.Scalar(pending[1])))]
  }

  private static let escape: UInt8 = 0x1B

  private mutating func take(_ keys: inout [Key]) {
    while let first = pending.first {
      let step = first == Self.escape ? escapeSequence() : character(from: pending[...])
      switch step {
      case .incomplete: return
      case .keys(let found, let length):
        keys += found
        pending.removeFirst(length)
      case .paste(let length):
        paste = PasteDecoder()
        pending.removeFirst(length)
      }
    }
  }

  private enum Step {
    case incomplete
    case keys([Key], length: Int)
    /// A paste begins.
    case paste(length: Int)
  }

  private func escapeSequence() -> Step {
    guard pending.count > 1 else { return .incomplete }
    if pending.count <= longestName {
      if let key = named[pending] { return .keys([key], length: pending.count) }
      if named.keys.contains(where: { $0.count > pending.count && $0.starts(with: pending) }) { return .incomplete }
    }
    switch pending[1] {
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O"):
      guard pending.count > 2 else { return .incomplete }
      guard pending[2] > 0x20, pending[2] < 0x7F else { return .keys([], length: 2) }
      return .keys(KeySequence.applicationKey(pending[2]).map { [$0] } ?? [], length: 3)
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
    case UInt8(ascii: "M") where hasMouse:
      guard pending.count >= 6 else { return .incomplete }
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
