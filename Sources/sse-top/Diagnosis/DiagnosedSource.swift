import CommandLine
import CurlTransport
import Diagnosing
import EventFiles
import EventOutput
import ModelAnswers
import StreamModel

/// What is diagnosed, and how its requests are made.
struct DiagnosedSource {
  let input: Input
  private let index: Int
  private let invocation: Invocation
  private let plan: DiagnosisPlan
  /// `nil` for a file.
  private let template: CurlRequest?

  /// - Parameter index: its place among the streams that are diagnosed.
  init(_ input: Input, _ invocation: Invocation, _ plan: DiagnosisPlan, index: Int = 0) {
    (self.input, self.invocation, self.plan, self.index) = (input, invocation, plan, index)
    if case .url(let url) = input { template = invocation.request(for: url) } else { template = nil }
  }

  var isRequested: Bool { template != nil }

  var probing: Probing { plan.probing }

  /// `--dialect`, `--text-path`
  var dialect: DialectChoice { invocation.output.dialect }

  /// GET without a body: asking again costs nothing.
  var isSafe: Bool { template.map { $0.body == nil && ($0.method ?? "GET") == "GET" } ?? false }

  /// Whether the request as given accepts codings.
  var isCoded: Bool {
    template.map { request in
      request.isCompressed || request.headers.contains { $0.name.lowercased() == "accept-encoding" && $0.value != nil }
    } ?? false
  }

  private var hasBrowserRequest: Bool {
    !isCoded && (isSafe ? plan.probing != .none : plan.probing == .always)
  }

  /// How a request is made.
  func request(_ kind: RequestKind) -> CurlRequest? {
    guard var request = template else { return nil }
    if kind == .browser { request.isCompressed = true }
    if let origin = plan.origin, kind == (hasBrowserRequest ? .browser : .plain) {
      request.headers.removeAll { $0.name.lowercased() == "origin" }
      request.headers.append(.init(name: "Origin", value: origin))
    }
    return request
  }

  /// What is asked for, as it may be shown.
  func lines(_ kind: RequestKind) -> [String] { request(kind)?.displayed(url: input.displayed) ?? [] }

  /// What must not be shown, even where the server says it back.
  var secrets: Secrets? { template.map(Secrets.init) }

  var question: Diagnosis.Question {
    var question = Diagnosis.Question(url: input.displayed)
    (question.source, question.name) = (index, invocation.name(of: input))
    guard let template else { return question }
    question.origin = plan.origin
    question.hasCredentials =
      template.cookie != nil || template.cookieFile != nil || template.credentials.user != nil
      || template.headers.contains { $0.name.lowercased() == "cookie" && $0.value != nil }
    if plan.probing == .none {
      (question.whyNoBrowser, question.whyNoResume) = ("--no-probe was given", "--no-probe was given")
    } else if !isSafe {
      question.whyNoResume = "the request is no GET without a body"
      if plan.probing != .always {
        question.whyNoBrowser = "the request is no GET without a body, and --probe is missing"
      }
    }
    if isCoded { question.whyNoBrowser = "the request as given accepts compression itself" }
    return question
  }

  /// How long it is watched; `nil` for a file, which is read to its end.
  func duration(isEndless: Bool) -> Duration? {
    invocation.source.maxTime ?? (isRequested || isEndless ? .seconds(30) : nil)
  }
}
