import NIOCore
import NIOHTTP1

/// The answer of a language model that a gateway has collected whole before it passed it on, with the length it then
/// knew.
struct AllAtOnce: Route {
  let path = "/all-at-once"
  let crossOrigin = CrossOrigin.anyone
  let summary = "?count= words of a model, ?interval= seconds apart, collected, then sent at once with a Content-Length"
  let options = [
    RouteOption("interval", "seconds between words, 0.05 by default: how long it is collected"),
    RouteOption("count", "how many words; 0: the whole text"),
  ]

  private let clock: WallClock

  init(_ environment: Environment) {
    clock = environment.clock
  }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: 0.05)
    var answer = ModelAnswer(secondsSince1970: clock.secondsSince1970())
    answer.reportsUsage = false
    answer.add(.text, course.count == 0 ? AnswerText.words : Array(AnswerText.words.prefix(course.count)), batch: 1)
    var steps = AnswerSteps(answer, ending: .whole)
    var writer = OpenAIChat(answer)
    var events: [ByteBuffer] = []
    while let step = steps.next() { events += writer.frames(step) }
    var body = ByteBuffer()
    for event in events { body.writeImmutableBuffer(event) }
    let wait = course.interval * events.count
    return .stream(["Content-Length": String(body.readableBytes)], head: .withFirstBytes) { [body] stream in
      stream.after(wait) {
        stream.send(body)
        stream.end()
      }
    }
  }
}
