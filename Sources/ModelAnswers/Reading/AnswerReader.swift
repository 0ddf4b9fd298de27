package import StreamModel
import Text

/// Reads the answers that one source streams: finds the dialect, puts the pieces together, measures the times.
///
/// Where no dialect fits, nothing more is looked at, until the next request.
package struct AnswerReader: Sendable {
  /// Answers whose numbers are kept.
  package static let answerLimit = 100

  /// Why no more of a body comes.
  package enum BodyEnd: Sendable {
    /// The server ended it.
    case over
    /// The connection was lost, or the body ended before its announced end.
    case lost
    /// Who reads wanted no more of it.
    case abandoned
  }

  private enum State {
    case looking(DialectSearch)
    case reading(Dialect)
    /// No dialect fits.
    case blind
  }

  private let choice: DialectChoice
  private let tellsChanges: Bool
  private var state: State
  private var outline = JSONOutline()
  private var forms = EventForms()
  private let usesForms: Bool
  var machine: AnswerMachine?
  /// What has changed since this was last emptied.
  package var changes: [AnswerChange] = []
  /// The numbers of the answers before the last, newest last.
  package private(set) var older: [AnswerNumbers] = []
  /// The start of the request, and when its connection stood; `nil` where an answer of that body has begun.
  private var request: (start: Moment, connected: Moment?)?
  /// The first event of this body, which the first answer on it counts.
  private var firstEvent: Moment?
  private var now = Moment.start
  private var position = 0

  /// - Parameters:
  ///   - tellsChanges: whether `changes` is wanted.
  ///   - usesForms: whether events that look alike are read without the table, which gives the same, sooner.
  package init(_ choice: DialectChoice = DialectChoice(), tellsChanges: Bool = false, usesForms: Bool = true) {
    (self.choice, self.tellsChanges, self.usesForms) = (choice, tellsChanges, usesForms)
    state = Self.beginning(choice)
  }

  private static func beginning(_ choice: DialectChoice) -> State {
    if let path = choice.textPath { return .reading(.text(at: path)) }
    switch choice.name {
    case .none?: return .blind
    case let name?: return Dialect.all.first { $0.name == name }.map { .reading($0) } ?? .blind
    case nil: return .looking(DialectSearch())
    }
  }

  /// The answer that was begun last.
  package var current: Answer? { machine?.answer }

  /// The numbers of all answers that are kept, oldest first.
  package var all: [AnswerNumbers] { (older + (current.map { [$0.numbers] } ?? [])).suffix(Self.answerLimit) }

  /// The dialect, once it is known.
  package var dialect: DialectName? { if case .reading(let dialect) = state { dialect.name } else { nil } }

  /// Whether no dialect fits what came.
  package var isBlind: Bool { if case .blind = state { true } else { false } }

  /// Whether events are looked at at all.
  package var wantsEvents: Bool { !isBlind }

  /// About how many bytes it holds on to.
  var weight: Int {
    let blocks = (current?.blocks ?? []).reduce(0) {
      $0 + $1.text.kept + $1.text.pieces.count * MemoryLayout<BlockText.Piece>.stride + MemoryLayout<AnswerBlock>.stride
    }
    return blocks + all.reduce(0) { $0 + $1.weight }
  }

  // MARK: What comes

  /// A request is made whose answer follows.
  package mutating func begin(at start: Moment, connected: Moment? = nil) {
    close(.abandoned)
    forms.removeAll()
    request = (start, connected)
    firstEvent = nil
    if case .blind = state { state = Self.beginning(choice) }
  }

  /// The connection of the request stands.
  package mutating func connected(at now: Moment) {
    if let start = request?.start, request?.connected == nil { request = (start, now) }
  }

  /// The head of the response, which may name the dialect.
  mutating func receive(_ head: ResponseHead) {
    guard case .looking = state, let dialect = Dialect.speaking(head) else { return }
    state = .reading(dialect)
  }

  /// An event.
  ///
  /// - Parameters:
  ///   - type: the value of its `event` field; empty for none.
  ///   - position: of its record in the log.
  package mutating func receive(
    type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, at now: Moment, position: Int
  ) {
    if firstEvent == nil { firstEvent = now }
    if let form = forms.form(type: type, data: data) { return add(form, of: data, at: now, position: position) }
    switch state {
    case .blind: return
    case .reading(let dialect): read(type: type, data: data, at: now, position: position, dialect)
    case .looking(let search): look(search, type: type, data: data, at: now, position: position)
    }
  }

  private mutating func look(
    _ search: DialectSearch, type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, at now: Moment, position: Int
  ) {
    var search = search
    let isJSON = outline.read(data)
    var nodes = outline.take()
    nodes.withUnsafeMutableBufferPointer { nodes in
      let values = isJSON ? EventValues(eventType: type, text: data, nodes: nodes) : nil
      let found = search.look(values, type: type, data: data, at: now, position: position)
      state = .looking(search)
      switch found {
      case .nothingYet: break
      case .none: state = .blind
      case .failure: fail(values, at: now, position: position)
      case .dialect(let dialect):
        state = .reading(dialect)
        for event in search.earlier { event.lend { read(type: $0, data: $1, at: $2, position: $3, dialect) } }
        read(type: type, data: data, at: now, position: position, dialect)
      }
    }
    if outline.nodes.isEmpty { outline.giveBack(nodes) }
  }

  private mutating func read(
    type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, at now: Moment, position: Int, _ dialect: Dialect
  ) {
    (self.now, self.position) = (now, position)
    machine?.beginEvent(at: now, position: position)
    var form: EventForm?
    if dialect.endsWithDone, data.elementsEqual("[DONE]".utf8) {
      machine?.end(isCut: false)
    } else if outline.read(data) {
      var nodes = outline.take()
      nodes.withUnsafeMutableBufferPointer { nodes in
        var reader = TableReader(EventValues(eventType: type, text: data, nodes: nodes), dialect)
        reader.read(into: &self)
        if usesForms, machine?.hasChanged == false { form = EventForm(of: reader) }
      }
      outline.giveBack(nodes)
    } else if type.elementsEqual("error".utf8) {
      edit { $0.fail(String(decoding: data.prefix(1024), as: UTF8.self), code: "") }
    } else {
      machine?.skip("not JSON")
    }
    machine?.endEvent()
    collect()
    if machine?.hasChanged == true { forms.removeAll() }
    if let form { forms.add(form) }
  }

  /// An event of a form that is known: its pieces and its usage, and nothing else.
  private mutating func add(
    _ form: EventForm, of data: UnsafeRawBufferPointer, at now: Moment, position: Int
  ) {
    (self.now, self.position) = (now, position)
    machine?.beginEvent(at: now, position: position)
    for piece in form.pieces {
      let scalar = forms.scalars[piece.hole]
      machine?.append(
        piece.place, quoted: UnsafeRawBufferPointer(rebasing: data[scalar.range]), hasEscape: scalar.hasEscape)
    }
    for (paths, holes) in form.usages {
      let counts = holes.compactMap {
        EventValues.count(UnsafeRawBufferPointer(rebasing: data[forms.scalars[$0].range]))
      }
      if let before = machine?.answer.numbers.usage { machine?.use(paths.usage(counts, before: before)) }
    }
    machine?.endEvent()
    collect()
  }

  /// The first event of a body is an error and nothing else: what a proxy of models answers.
  private mutating func fail(_ values: EventValues?, at now: Moment, position: Int) {
    state = .blind
    guard let values else { return }
    (self.now, self.position) = (now, position)
    machine = newMachine(.none)
    machine?.beginEvent(at: now, position: position)
    var reader = TableReader(values, .failure)
    reader.read(into: &self)
    machine?.end(isCut: false)
    collect()
  }

  /// No more of the body comes.
  package mutating func close(_ end: BodyEnd) {
    forms.removeAll()
    defer {
      collect()
      request = nil
    }
    guard end != .abandoned, case .reading(let dialect) = state, let machine, !machine.isOver else { return }
    let numbers = machine.answer.numbers
    let isWhole =
      switch dialect.ending {
      case .mark: false
      case .finish: !numbers.choices.isEmpty && numbers.finishes.count == numbers.choices.count
      case .body: end == .over
      }
    self.machine?.end(isCut: !isWhole)
  }

  private mutating func collect() {
    guard tellsChanges, machine?.changes.isEmpty == false else { return }
    changes += machine?.changes ?? []
    machine?.changes.removeAll()
  }

  private mutating func newMachine(_ name: DialectName) -> AnswerMachine {
    let first = request == nil ? now : firstEvent ?? now
    var times = AnswerTimes(start: request?.start ?? now, connected: request?.connected)
    times.firstEvent = first
    request = nil
    return AnswerMachine(name, times: times, position: position, tellsChanges: tellsChanges)
  }
}

extension AnswerReader: AnswerTarget {
  mutating func begin(model: String, id: String) {
    if let machine, request == nil {
      let known = machine.answer.numbers.id
      let isSame =
        machine.isOver
        ? !id.isEmpty && id == known
        : id.isEmpty || known.isEmpty || id == known || eachChunkHasID && !machine.hasIDAgain
      if isSame {
        self.machine?.identify(model: model, id: id)
        return
      }
    }
    replaceMachine()
    machine?.identify(model: model, id: id)
  }

  /// Whether every event tells the id: then one that comes once is none of an answer's, but of a chunk's.
  private var eachChunkHasID: Bool {
    if case .reading(let dialect) = state { dialect.ending == .finish } else { false }
  }

  mutating func edit(opens: Bool, _ body: (inout AnswerMachine) -> Void) {
    if machine == nil || request != nil || opens && machine?.isOver == true { replaceMachine() }
    // Taken out meanwhile, so that nothing of it is copied.
    if var machine = machine.take() {
      body(&machine)
      self.machine = machine
    }
  }

  mutating func end() { if request == nil { machine?.end(isCut: false) } }

  /// The answer before has ended, if it was open, without its end.
  private mutating func replaceMachine() {
    machine?.endEvent()
    machine?.end(isCut: true)
    collect()
    if let numbers = machine?.answer.numbers {
      older.append(numbers)
      if older.count >= Self.answerLimit { older.removeFirst() }
    }
    guard case .reading(let dialect) = state else { return }
    machine = newMachine(dialect.name)
    machine?.beginEvent(at: now, position: position, isFirst: true)
    forms.removeAll()
  }
}
