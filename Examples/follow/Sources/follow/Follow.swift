import EventStream
import Glibc

/// usage: follow URL [LAST-EVENT-ID]: prints a stream's events, and says how the connection is.
@main
struct Follow {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    var options = EventStream.Options()
    options.lastEventID = words.dropFirst().first ?? ""
    for try await update in EventStream(words.first ?? "http://localhost:3000/mixed", options: options).updates {
      switch update {
      // Its description is cleaned: a stream cannot write to the terminal what it likes.
      case .event(let event): print(event)
      case .overlong(let bytes): print("-- an event of more than \(bytes) bytes was dropped")
      case .state(let state):
        print("--", state)
        if case .closed(let reason) = state, reason.isFailure { exit(1) }
      }
    }
  }
}
