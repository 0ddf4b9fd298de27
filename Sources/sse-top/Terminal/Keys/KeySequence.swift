import Dashboard

/// What the sequences mean that terminals have in common.
nonisolated enum KeySequence {
  /// The key of a byte that stands for itself.
  static func plainKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 9: .tab
    case 10, 13: .enter
    case 8, 127: .backspace
    case 1...26: .control(Character(Unicode.Scalar(byte + 96)))
    case 0...31: nil
    default: .character(Character(Unicode.Scalar(byte)))
    }
  }

  /// The key of `ESC O` and a letter.
  static func applicationKey(_ letter: UInt8) -> Key? {
    switch Unicode.Scalar(letter) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "M": .enter
    case "P"..."S": .function(Int(letter) - 0x4F)
    // rxvt's Ctrl with an arrow.
    case "c": .wordRight
    case "d": .wordLeft
    // The number pad: its characters, 0x40 further on.
    case "j"..."y": .character(Character(Unicode.Scalar(letter - 0x40)))
    case "X": "="
    default: nil
    }
  }

  /// The key of a control sequence.
  ///
  /// - Parameters:
  ///   - final: its last byte.
  ///   - parameters: what stands between `ESC [` and that.
  static func key(_ final: UInt8, _ parameters: ArraySlice<UInt8>) -> Key? {
    if parameters.first == UInt8(ascii: "<") { return mouse(final, numbers(parameters.dropFirst())) }
    let numbers = numbers(parameters)
    // 1 and what is held: 1 for Shift, 2 for Alt, 4 for Ctrl.
    let isWord = ((numbers.dropFirst().first ?? 1) - 1) & 6 != 0
    switch Unicode.Scalar(final) {
    case "A": return .up
    case "B": return .down
    case "C": return isWord ? .wordRight : .right
    case "D": return isWord ? .wordLeft : .left
    case "H": return .home
    case "F": return .end
    case "Z": return .backTab
    case "P"..."S": return .function(Int(final) - 0x4F)
    case "~": return numbers.first.flatMap(editingKey)
    default: return nil
    }
  }

  private static func editingKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// xterm's mode 1006.
  private static func mouse(_ final: UInt8, _ numbers: [Int]) -> Key? {
    guard numbers.count == 3, final == UInt8(ascii: "M") else { return nil }
    return mouse(numbers[0], column: numbers[1] - 1, row: numbers[2] - 1)
  }

  /// xterm's mode 1000: three bytes, 32 further on each.
  static func oldMouse(_ bytes: ArraySlice<UInt8>) -> Key? {
    let numbers = bytes.map { Int($0) - 32 }
    guard numbers.count == 3 else { return nil }
    return mouse(numbers[0], column: numbers[1] - 1, row: numbers[2] - 1)
  }

  private static func mouse(_ code: Int, column: Int, row: Int) -> Key? {
    guard column >= 0, row >= 0 else { return nil }
    // 4, 8 and 16 tell which of Shift, Alt and Ctrl are held; 32 is a movement.
    return switch code & ~0x1C {
    case 0: .mouse(Key.Mouse(.press, row: row, column: column))
    case 64: .mouse(Key.Mouse(.wheelUp, row: row, column: column))
    case 65: .mouse(Key.Mouse(.wheelDown, row: row, column: column))
    default: nil
    }
  }

  /// Numbers between semicolons; what is none is 0, and none is beyond 65,535.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
    text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
      digits.reduce(0) { number, digit in
        (0x30...0x39).contains(digit) ? min(number * 10 + Int(digit) - 0x30, 65_535) : number
      }
    }
  }
}
