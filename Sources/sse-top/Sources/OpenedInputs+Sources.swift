import CommandLine
import CurlTransport
import EventFiles
import StreamModel

extension OpenedInputs {
  /// The sources that the inputs are, at rest.
  ///
  /// - Parameter start: the instant of `Moment.start`.
  func sources(
    _ invocation: Invocation, _ engine: CurlEngine, clock: ContinuousClock, start: ContinuousClock.Instant,
    timeline: Timeline, delivery: @escaping RunningSource.ReportHandler
  ) -> [RunningSource] {
    inputs.enumerated().compactMap { index, input in
      switch input {
      case .url(let url):
        let request = invocation.request(for: url)
        return RunningSource(
          EventSource(engine.transport(for: request), clock: clock, start: start),
          session: invocation.source.session(hasBody: request.body != nil), secrets: Secrets(request),
          on: engine.executor, index: index, delivery: delivery)
      case .file, .standardInput:
        let session = invocation.source.session(hasBody: false)
        return file(at: index, timeline, session: session).map {
          RunningSource($0.source, on: $0.executor, index: index, delivery: delivery)
        }
      }
    }
  }
}
