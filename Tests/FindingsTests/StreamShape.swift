import StreamModel
import TestSupport

/// How a stream writes its events: everything about them that is no fault, drawn at random.
struct StreamShape {
  enum IDs: CaseIterable {
    case none, numbers, prefixed, colon, kafka
  }

  var lineEnd = "\n"
  var ids = IDs.numbers
  /// The number of the first event.
  var first = 1
  /// Fields stand in this order.
  var idComesLast = false
  var type: String?
  var space = " "
  /// Of data, in bytes.
  var sizes = 20...20
  var isJSON = false
  var lines = 1
  private var seed: UInt64 = 0

  init(_ dice: inout SeededGenerator, ids: [IDs] = IDs.allCases, sizes: ClosedRange<Int> = 10...600) {
    lineEnd = ["\n", "\n", "\r\n", "\r"].randomElement(using: &dice) ?? "\n"
    self.ids = ids.randomElement(using: &dice) ?? .none
    first = [0, 1, Int.random(in: 2...1_000_000, using: &dice)].randomElement(using: &dice) ?? 1
    idComesLast = Bool.random(using: &dice)
    type = [nil, "update", "order.paid", "delta"].randomElement(using: &dice) ?? nil
    space = Bool.random(using: &dice) ? " " : ""
    let (one, other) = (Int.random(in: sizes, using: &dice), Int.random(in: sizes, using: &dice))
    self.sizes = min(one, other)...max(one, other)
    isJSON = Bool.random(using: &dice)
    lines = Int.random(in: 0..<6, using: &dice) == 0 ? 3 : 1
    seed = UInt64.random(in: 0...UInt64.max / 2, using: &dice)
  }

  /// What the id of an event is; `nil` for none.
  func id(_ number: Int) -> String? {
    let number = first + number
    switch ids {
    case .none: return nil
    case .numbers: return "\(number)"
    case .prefixed: return "7f3a-\(number)"
    case .colon: return "s\(seed % 1000):\(number)"
    case .kafka: return #"[{"topic":"t","partition":0,"offset":\#(number)}]"#
    }
  }

  /// The data of an event: the same for the same number and round.
  func data(_ number: Int, round: Int = 0) -> String {
    var dice = SeededGenerator(seed: seed &+ UInt64(number) &* 7919 &+ UInt64(round) &* 104_729)
    let size = Int.random(in: sizes, using: &dice)
    let letters = String(repeating: "abcdefghij klmnop", count: size / 17 + 1).prefix(size)
    return isJSON ? #"{"n":\#(number),"round":\#(round),"text":"\#(letters)"}"# : "\(number).\(round) \(letters)."
  }

  /// An event without its blank line.
  func fields(_ number: Int, round: Int = 0) -> String {
    var fields: [String] = []
    if let type { fields.append("event:\(space)\(type)") }
    fields.append("data:\(space)\(data(number, round: round))")
    if !isJSON, lines > 1 { for line in 2...lines { fields.append("data:\(space)line \(line)") } }
    if let id = id(number) { fields.insert("id:\(space)\(id)", at: idComesLast ? fields.count : 0) }
    return fields.map { $0 + lineEnd }.joined()
  }

  func event(_ number: Int, round: Int = 0) -> String { fields(number, round: round) + lineEnd }
}
