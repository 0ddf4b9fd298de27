/// A made-up answer of a language model, before a dialect gives it its shape.
struct ModelAnswer {
  /// What a part of an answer can be.
  enum Kind {
    case thinking, text, toolCall
  }

  /// One block of an answer, in the pieces in which it is sent.
  struct Part {
    /// Its place in the answer, from 0.
    let index: Int
    let kind: Kind
    /// Of the tool that is called, else empty.
    let name: String
    /// One an event, with the spaces between words: each holds as many tokens as the client wants.
    let pieces: [String]
    let tokens: Int

    /// The whole: text, or the arguments of a tool as JSON.
    var text: String { pieces.joined() }
  }

  /// In tokens; `cached` is part of `input` and `thinking` part of `output`.
  struct Usage {
    var input = 9
    var cached = 4
    var output = 0
    var thinking = 0
  }

  /// Why the answer ends.
  enum Finish {
    case stop, length, toolCall
  }

  /// As the client named it.
  var model = "demo"
  let secondsSince1970: Int
  private(set) var parts: [Part] = []
  private(set) var usage = Usage()
  var finish = Finish.stop
  /// Whether the client wants to be told the usage: chat completions tell it only if asked.
  var reportsUsage = true

  init(secondsSince1970: Int) {
    self.secondsSince1970 = secondsSince1970
  }

  /// Adds a part, of which `batch` tokens make a piece; one without tokens is none.
  mutating func add(_ kind: Kind, name: String = "", _ tokens: [String], batch: Int) {
    guard !tokens.isEmpty else { return }
    let pieces = stride(from: 0, to: tokens.count, by: batch).map {
      tokens[$0..<min($0 + batch, tokens.count)].joined()
    }
    parts.append(Part(index: parts.count, kind: kind, name: name, pieces: pieces, tokens: tokens.count))
    usage.output += tokens.count
    if kind == .thinking { usage.thinking += tokens.count }
  }

  /// Counts the tokens of a question, of which a demo keeps none in a cache.
  mutating func setInput(tokens: Int) {
    usage.input = tokens
    usage.cached = 0
  }

  func has(_ kind: Kind) -> Bool { parts.contains { $0.kind == kind } }

  /// All text of a kind.
  func text(_ kind: Kind) -> String { parts.filter { $0.kind == kind }.map(\.text).joined() }
}
