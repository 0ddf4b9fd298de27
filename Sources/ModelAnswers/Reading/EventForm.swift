import Text

/// How the events look that only add pieces to blocks that are open, and tell the usage: nearly all of an answer's.
///
/// It is made of one that the dialect's table has read. What the table looked at stays as it is, and so do names, lists
/// and blanks; the pieces, and all that nobody looked at, may be others. An event of that form does the same with other
/// pieces, so the table is not asked again. It holds for as long as nothing else changes the answer.
struct EventForm: Sendable {
  /// A piece of such an event: for the block at this place, from this hole of the form.
  struct Piece: Sendable {
    let place: Int
    let hole: Int
  }

  /// Bytes of an event of which a form is made: a longer one is rare, or mostly text.
  static let byteLimit = 4096
  /// Values of such an event.
  static let nodeLimit = 128

  private let type: [UInt8]
  private let form: JSONForm
  let pieces: [Piece]
  /// What tells of tokens, with the holes of its numbers.
  let usages: [(paths: UsagePaths, holes: UsageCounts<Int>)]

  /// - Returns: `nil` for an event that is too long, or has no piece.
  init?(of reader: TableReader) {
    let (values, pieces) = (reader.values, reader.pieces)
    guard !pieces.isEmpty, !reader.hasJoined, values.text.count <= Self.byteLimit, values.nodes.count <= Self.nodeLimit
    else { return nil }
    var holes: [(range: Range<Int>, hole: JSONForm.Hole)] = []
    var holeOfNode: [Int: Int] = [:]
    var node = 0
    while node < values.nodes.count {
      let value = values.nodes[node]
      guard !value.isRead else {
        // What is in it was read with it.
        node = Int(value.next)
        continue
      }
      if let hole = value.hole {
        holeOfNode[node] = holes.count
        holes.append((Int(value.start)..<Int(value.end), hole))
      }
      node += 1
    }
    var found: [Piece] = []
    for piece in pieces {
      // A piece that the table has looked at besides may mean something else with another text.
      guard let hole = holeOfNode[piece.node] else { return nil }
      found.append(Piece(place: piece.place, hole: hole))
    }
    var usages: [(paths: UsagePaths, holes: UsageCounts<Int>)] = []
    for (paths, numbers) in reader.usages {
      let holes = numbers.compactMap { holeOfNode[$0] }
      // A number that the table has looked at besides stays as it is, and is told anew by every event that does.
      guard holes.count == numbers.count else { return nil }
      usages.append((paths, holes))
    }
    self.pieces = found
    self.usages = usages
    type = Array(values.eventType)
    form = JSONForm(values.text, holes: holes)
  }

  func fits(type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, _ scalars: inout [JSONForm.Scalar]) -> Bool {
    type.elementsEqual(self.type) && form.fits(data, &scalars)
  }
}

extension JSONOutline.Node {
  fileprivate var hole: JSONForm.Hole? {
    switch kind {
    case .string: end - start > 2 ? .string : nil
    case .number: .number
    default: nil
    }
  }
}

/// The forms of the events that come now: of several choices, or of blocks that grow side by side, each has its own.
struct EventForms: Sendable {
  static let limit = 4

  private var forms: [EventForm] = []
  private(set) var scalars: [JSONForm.Scalar] = []

  /// The form of an event, if it has one of them; `scalars` are then what stands in its holes.
  mutating func form(type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer) -> EventForm? {
    for index in forms.indices where forms[index].fits(type: type, data: data, &scalars) {
      // Most have the form of the one before.
      if index > 0 { forms.swapAt(0, index) }
      return forms[0]
    }
    return nil
  }

  mutating func add(_ form: EventForm) {
    if forms.count == Self.limit { forms.removeLast() }
    forms.insert(form, at: 0)
  }

  mutating func removeAll() { if !forms.isEmpty { forms.removeAll(keepingCapacity: true) } }
}
