import Dashboard

/// What the sequences mean that terminals have in common.
enum KeySequence {
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
    // A private mark or an intermediate byte: a report, not a key (ECMA-48, 5.4).
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
    let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    // kitty tells a repetition and a release as 2 and 3, after the modifiers and a colon.
    let action = fields.dropFirst().first?.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard action?.dropFirst().first?.elementsEqual("3".utf8) != true else { return nil }
    let numbers = fields.map(number)
    // 1 and what is held: 1 for Shift, 2 for Alt, 4 for Ctrl.
    let modifiers = numbers.dropFirst().first ?? 1
    let isWord = (modifiers - 1) & 6 != 0
    switch Unicode.Scalar(final) {
    case "A"..."D" where isCursorForm(numbers), "H" where isCursorForm(numbers), "F" where isCursorForm(numbers):
      return switch Unicode.Scalar(final) {
      case "A": .up
      case "B": .down
      case "C": isWord ? .wordRight : .right
      case "D": isWord ? .wordLeft : .left
      case "H": .home
      default: .end
      }
    case "Z" where isCursorForm(numbers): return .backTab
    // The position of the cursor ends with R too: what can be modifiers there is taken for them.
    case "R" where numbers.count == 2 && numbers[1] > 16: return nil
    case "P"..."S" where isFunctionForm(numbers): return .function(Int(final) - 0x4F)
    case "~" where numbers.count == 3 && numbers[0] == 27: return modified(numbers[2], by: modifiers)
    case "~" where numbers.count <= 2: return numbers.first.flatMap(editingKey)
    case "u" where numbers.count <= 3: return modified(numbers[0], by: modifiers)
    default: return nil
    }
  }

  /// Nothing, or 1 and the modifiers.
  private static func isFunctionForm(_ numbers: [Int]) -> Bool {
    numbers == [0] || numbers.count == 2 && numbers[0] <= 1 && (2...256).contains(numbers[1])
  }

  /// The same, or as old terminals have it the modifiers alone.
  private static func isCursorForm(_ numbers: [Int]) -> Bool {
    isFunctionForm(numbers) || numbers.count == 1 && (1...16).contains(numbers[0])
      || numbers.count == 2 && numbers == [1, 1]
  }

  /// A character with what is held, as xterm's modifyOtherKeys and kitty's protocol tell it. A program before this one
  /// may have left them switched on, and Ctrl-C must be heard.
  private static func modified(_ code: Int, by modifiers: Int) -> Key? {
    guard let scalar = Unicode.Scalar(UInt32(code)), !(0xE000...0xF8FF).contains(code) else { return nil }
    let held = max(modifiers, 1) - 1
    if code == 27 { return .escape }
    if code < 0x20 || code == 0x7F { return code == 9 && held & 1 != 0 ? .backTab : plainKey(UInt8(code)) }
    if held & 4 != 0 {
      let letter = code | 0x20
      return (0x61...0x7A).contains(letter) ? .control(Character(Unicode.Scalar(UInt8(letter)))) : nil
    }
    let character = held & 1 != 0 ? Character(scalar.properties.uppercaseMapping) : Character(scalar)
    return held & 2 != 0 ? .alt(character) : .character(character)
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

  /// Numbers between semicolons.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
    text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
  }

  /// A number, up to a colon; what is none is 0, and none is beyond 65,535.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.prefix { $0 != UInt8(ascii: ":") }.reduce(0) { number, digit in
      (0x30...0x39).contains(digit) ? min(number * 10 + Int(digit) - 0x30, 65_535) : number
    }
  }
}
