/// When a regular expression is meant in either case: while it holds no upper-case letter.
enum SmartCase {
  /// Letters that a backslash gives another meaning (`\S`, `\x{AB}`, `\p{Lu}`) do not count.
  static func ignoresCase(regex: [UInt8]) -> Bool {
    let scalars = Array(String(decoding: regex, as: UTF8.self).unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\\" {
        index = end(ofEscapeAt: index, in: scalars)
      } else if scalars[index].properties.isUppercase {
        return false
      } else {
        index += 1
      }
    }
    return true
  }

  /// After the escaped character, and after the braces, angles or one letter that some of them take.
  private static func end(ofEscapeAt start: Int, in scalars: [Unicode.Scalar]) -> Int {
    let argument = start + 2
    guard argument < scalars.count, "pPxoNgk".unicodeScalars.contains(scalars[start + 1]) else { return argument }
    let closing: Unicode.Scalar? = ["{": "}", "<": ">"][scalars[argument]]
    guard let closing else { return "pP".unicodeScalars.contains(scalars[start + 1]) ? argument + 1 : argument }
    return (scalars[argument...].firstIndex(of: closing) ?? scalars.count - 1) + 1
  }
}
