import EventStream

/// usage: follow URL [LAST-EVENT-ID]: prints a stream's events, and says of how the connection is.
@main
struct Follow {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    var options = EventStream.Options()
    options.lastEventID = words.dropFirst().first ?? ""
    let stream = EventStream(words.first ?? "http://localhost:3000/mixed", options: options)
    for try await update in stream.updates {
      switch update {
      // As Swift literals, so that a stream cannot write to the terminal what it likes.
      case .event(let event): print(event)
      case .state(.closed(let reason)) where reason.isFailure: throw reason
      case .state(let state): print("--", state)
      case .overlong(let bytes): print("-- an event of more than \(bytes) bytes was dropped")
      }
    }
  }
}
