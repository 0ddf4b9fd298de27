import Text

/// Walks a dialect's table for one event, and does to the answer what it says.
struct TableReader {
  var values: EventValues
  /// The type that the rows name.
  private let type: [UInt8]
  private let dialect: Dialect
  private var choice = 0
  /// Whether a row knew the event.
  private var isKnown = false
  /// The strings that were added to blocks, each by itself.
  private(set) var pieces: [Piece] = []
  /// What told of tokens, with its numbers.
  private(set) var usages: [(paths: UsagePaths, numbers: UsageCounts<Int>)] = []
  /// Whether something was added that is several strings.
  private(set) var hasJoined = false

  struct Piece {
    let place: Int
    let node: Int
  }

  init(_ values: EventValues, _ dialect: Dialect) {
    self.values = values
    self.dialect = dialect
    let place = dialect.types.lazy.compactMap { values.first($0) }.first
    type = place.map { values.withText($0) { Array($0.prefix(256)) } } ?? Array(values.eventType.prefix(256))
  }

  /// Does what the table says.
  mutating func read(into target: inout some AnswerTarget) {
    read(dialect.rows, &target)
    if !isKnown, values.meets([.eventField(["error"])]) || values.meets([.only("error")]) {
      // An error that a relay puts in, in a shape that is not the dialect's.
      read(Dialect.failure.rows, &target)
    }
    guard !isKnown else { return }
    target.machine?.skip(type.isEmpty ? "message" : String(decoding: type, as: UTF8.self))
  }

  private mutating func read(_ rows: [Row], _ target: inout some AnswerTarget) {
    for row in rows {
      guard row.types.isEmpty || row.types.contains(where: { type.elementsEqual($0.utf8) }) else { continue }
      guard values.meets(row.conditions) else { continue }
      isKnown = true
      for operation in row.operations { perform(operation, &target) }
    }
  }

  private mutating func perform(_ operation: Operation, _ target: inout some AnswerTarget) {
    switch operation {
    case .begin(let model, let id):
      target.begin(model: model.map(values.name) ?? "", id: id.map(values.name) ?? "")
    case .identify(let model, let id):
      target.edit { [self] machine in
        machine.identify(model: model.map(values.name) ?? "", id: id.map(values.name) ?? "")
      }
    case .start(let kind, let key, let name, let id):
      target.edit(opens: true) { [self] machine in
        let key = values.key(key)
        if let place = machine.place(of: key), machine.answer.blocks[place].isClosed { machine.retire(place) }
        let place = machine.block(key, kind, choice: choice)
        if let name { machine.name(place, values.name(name)) }
        if let id { machine.identify(place, values.name(id)) }
      }
    case .open(let kind, let key, let name, let id):
      target.edit(opens: true) { [self] machine in
        let place = machine.block(values.key(key), kind, choice: choice)
        if let name { machine.name(place, values.name(name)) }
        if let id { machine.identify(place, values.name(id)) }
      }
    case .openNamed(let kind, let key, let name):
      target.edit(opens: true) { [self] machine in
        let place = machine.block(values.key(key), kind, choice: choice)
        if machine.answer.blocks[place].name.isEmpty { machine.name(place, name) }
      }
    case .append(let kind, let key, let path): append(path, kind, key, &target)
    case .appendFirst(let kind, let key, let paths):
      guard let path = paths.first(where: values.hasText) else { return }
      append(path, kind, key, &target)
    case .replace(let kind, let key, let path):
      let text = strings(path).piece.repaired
      guard !text.isEmpty else { return }
      target.edit(opens: true) { [self] machine in
        machine.replace(machine.block(values.key(key), kind, choice: choice), with: text)
      }
    case .replaceJSON(let kind, let key, let path):
      guard let text = json(path) else { return }
      target.edit(opens: true) { [self] machine in
        machine.replace(machine.block(values.key(key), kind, choice: choice), with: text)
      }
    case .preset(let key, let path):
      guard let text = json(path) else { return }
      target.edit(opens: true) { [self] machine in
        machine.preset(machine.block(values.key(key), .tool, choice: choice), text)
      }
    case .call(let name, let id, let arguments):
      let text = json(arguments) ?? Array("{}".utf8)
      target.edit(opens: true) { [self] machine in
        let place = machine.block((machine.freshKey, false), .tool, choice: choice)
        machine.name(place, values.name(name))
        if let id { machine.identify(place, values.name(id)) }
        machine.append(place, text)
        machine.close(place)
      }
    case .argument(let key, let path, let places, let goesOn):
      let value = places.lazy.compactMap(values.first).first.map { node in
        guard values.nodes[node].kind == .string else {
          return PathWriter.Value.other(Array(repairing: values.raw(node)))
        }
        return .string(StringPiece(quoted: values.raw(node), hasEscape: values.nodes[node].hasEscape))
      }
      let isPiece = values.meets([.equals(goesOn, ["true"])])
      target.edit(opens: true) { [self] machine in
        let place = machine.block(values.key(key), .tool, choice: choice)
        machine.argument(place, value, at: values.name(path), goesOn: isPiece)
      }
    case .close(let key):
      target.edit { [self] machine in if let place = machine.place(of: values.key(key)) { machine.close(place) } }
    case .closeAll(let key):
      let prefix = values.key(key).text
      target.edit { $0.closeAll { $0.key.hasPrefix(prefix) } }
    case .mark(let kind, let key, let marks):
      target.edit { [self] machine in machine.mark(machine.block(values.key(key), kind, choice: choice), marks) }
    case .usage(let paths):
      let numbers = values.numbers(paths)
      guard !numbers.isEmpty else { return }
      usages.append((paths, numbers))
      let counts = numbers.compactMap { EventValues.count(values.piece($0)) }
      target.edit { machine in machine.use(paths.usage(counts, before: machine.answer.numbers.usage)) }
    case .finish(let path):
      let reason = values.name(path)
      target.edit { [choice] machine in machine.finish(reason, choice: choice) }
    case .finishAs(let reason): target.edit { [choice] machine in machine.finish(reason, choice: choice) }
    case .end: target.end()
    case .fail(let messages, let codes):
      let message = messages.lazy.map(values.name).first { !$0.isEmpty }
      let code = codes.lazy.map(values.name).first { !$0.isEmpty } ?? ""
      target.edit { $0.fail(message ?? "without a message", code: code) }
    case .failAs(let message): target.edit { $0.fail(message, code: "") }
    case .beat: target.machine?.beat()
    case .skip: target.machine?.skip(type.isEmpty ? "message" : String(decoding: type, as: UTF8.self))
    case .source(let titles, let addresses):
      let title = titles.lazy.map(values.name).first { !$0.isEmpty } ?? ""
      let address = addresses.lazy.map(values.name).first { !$0.isEmpty } ?? ""
      target.edit { [choice] machine in machine.source(title: title, address: address, choice: choice) }
    case .ifNothingTold(let rows): if target.machine?.answer.blocks.isEmpty != false { read(rows, &target) }
    case .each(let path, let rows): readEach(path, rows, number: nil, &target)
    case .choices(let path, let number, let rows): readEach(path, rows, number: number, &target)
    }
  }

  private mutating func readEach(
    _ path: MemberPath, _ rows: [Row], number: MemberPath?, _ target: inout some AnswerTarget
  ) {
    guard let list = values.first(path) else { return }
    var elements: [EventValues.Scope] = []
    values.forEachElement(of: list) { elements.append(EventValues.Scope(node: $0, element: $1)) }
    let before = choice
    for element in elements {
      values.scopes.append(element)
      if let number { choice = values.count(number) ?? element.element }
      read(rows, &target)
      values.scopes.removeLast()
    }
    choice = before
  }

  private mutating func append(
    _ path: MemberPath, _ kind: BlockKind, _ key: BlockKey, _ target: inout some AnswerTarget
  ) {
    let (piece, node) = strings(path)
    guard !piece.isEmpty else { return }
    var place = 0
    target.edit(opens: true) { [self] machine in
      place = machine.block(values.key(key), kind, choice: choice)
      machine.append(place, piece)
    }
    if let node { pieces.append(Piece(place: place, node: node)) } else { hasJoined = true }
  }

  /// The strings at a path, one after the other.
  ///
  /// - Returns: with them the node, if it is one string and nothing else.
  private func strings(_ path: MemberPath) -> (piece: StringPiece, node: Int?) {
    var piece = StringPiece()
    var (first, count): (Int?, Int) = (nil, 0)
    values.forEach(path) { node in
      guard values.nodes[node].kind == .string else { return }
      let next = StringPiece(quoted: values.piece(node), hasEscape: values.nodes[node].hasEscape)
      if piece.isEmpty { piece = next } else { piece.append(next) }
      if first == nil { first = node }
      count += 1
    }
    return (piece, count == 1 ? first : nil)
  }

  private func json(_ path: MemberPath) -> [UInt8]? {
    guard let node = values.first(path) else { return nil }
    return values.withText(node) { Array(repairing: $0) }
  }
}

/// Where a table's operations go.
protocol AnswerTarget {
  /// The answer that is open, if any.
  var machine: AnswerMachine? { get set }
  /// Begins an answer, or goes on with the one of that id.
  mutating func begin(model: String, id: String)
  /// Changes the newest answer; without one on this body, a new one.
  ///
  /// - Parameter opens: whether it adds something, which an answer that is over does not take.
  mutating func edit(opens: Bool, _ body: (inout AnswerMachine) -> Void)
  /// The answer of this body is whole; without one it is nothing.
  mutating func end()
}

extension AnswerTarget {
  mutating func edit(_ body: (inout AnswerMachine) -> Void) { edit(opens: false, body) }
}
