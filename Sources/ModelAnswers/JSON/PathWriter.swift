import Text

/// Writes JSON from values that come one after the other, each with its path: `$.place`, `$.days[0].tide`.
///
/// A string may come in pieces. What was written stays written, so a path that leads back into what is closed gives
/// text that is no JSON.
struct PathWriter: Sendable {
  private enum Step: Equatable, Sendable {
    case member(String)
    case element(String)

    var opening: UInt8 { if case .member = self { UInt8(ascii: "{") } else { UInt8(ascii: "[") } }
    var closing: UInt8 { if case .member = self { UInt8(ascii: "}") } else { UInt8(ascii: "]") } }
  }

  enum Value {
    /// Of a string in pieces one of them.
    case string(StringPiece)
    /// As JSON.
    case other([UInt8])
  }

  private static let depthLimit = 64

  /// Of the value that came last: all that it is in is open.
  private var path: [Step] = []
  private var isInString = false
  /// The first half of a surrogate pair, with which the last piece of the string ended.
  private var half: UInt16?

  /// The text that a value adds.
  ///
  /// - Parameters:
  ///   - value: `nil` for the end of a string, and for null.
  ///   - goesOn: whether a further piece of the string comes.
  mutating func text(of value: Value?, at path: String, goesOn: Bool) -> [UInt8] {
    let steps = Self.steps(path)
    guard !steps.isEmpty, steps.count <= Self.depthLimit else { return [] }
    var text: [UInt8] = []
    if isInString, steps == self.path {
      if case .string(let piece)? = value { append(piece, &text) }
    } else {
      go(to: steps, &text)
      switch value {
      case .string(let piece)?:
        text.append(UInt8(ascii: "\""))
        append(piece, &text)
        isInString = true
      case .other(let json)?: text += json
      case nil: text += Array("null".utf8)
      }
    }
    if !goesOn { endString(&text) }
    return text
  }

  /// The text that ends it.
  mutating func end() -> [UInt8] {
    var text: [UInt8] = []
    endString(&text)
    for step in path.reversed() { text.append(step.closing) }
    path = []
    return text
  }

  private mutating func endString(_ text: inout [UInt8]) {
    if half != nil { text += UTF8.encodedReplacementCharacter }
    if isInString { text.append(UInt8(ascii: "\"")) }
    (half, isInString) = (nil, false)
  }

  private mutating func append(_ piece: StringPiece, _ text: inout [UInt8]) {
    var whole = StringPiece(high: half)
    whole.append(piece)
    half = whole.high
    whole.high = nil
    Self.append(whole.repaired, &text)
  }

  private mutating func go(to steps: [Step], _ text: inout [UInt8]) {
    endString(&text)
    let common = min(zip(path, steps).prefix { $0 == $1 }.count, max(path.count - 1, 0), steps.count - 1)
    if path.isEmpty {
      text.append(steps[0].opening)
    } else {
      for step in path[(common + 1)...].reversed() { text.append(step.closing) }
      text.append(UInt8(ascii: ","))
    }
    for (index, step) in steps.enumerated().dropFirst(common) {
      if index > common { text.append(step.opening) }
      guard case .member(let name) = step else { continue }
      text.append(UInt8(ascii: "\""))
      Self.append(Array(name.utf8), &text)
      text += Array("\":".utf8)
    }
    path = steps
  }

  private static func append(_ string: [UInt8], _ text: inout [UInt8]) {
    string.withUnsafeBytes { JSONText.append($0, to: &text) }
  }

  private static func steps(_ path: String) -> [Step] {
    var steps: [Step] = []
    for part in path.drop(while: { $0 == "$" }).split(whereSeparator: { ".]".contains($0) }) {
      let names = part.split(separator: "[", omittingEmptySubsequences: false)
      for (index, name) in names.enumerated() where !name.isEmpty {
        let isQuoted = name.first == "'" || name.first == "\""
        if index == 0 || isQuoted {
          steps.append(.member(String(isQuoted ? name.dropFirst().dropLast() : name)))
        } else {
          steps.append(.element(String(name)))
        }
      }
    }
    return steps
  }
}
