import StreamModel
import Testing

@testable import Diagnosing

/// Which request is made when.
@Suite struct RequestPlanTests {
  private static func plan(_ probing: Probing = .usual, isSafe: Bool = true, isCoded: Bool = false) -> RequestPlan {
    RequestPlan(probing, isSafe: isSafe, isCoded: isCoded, duration: .seconds(30), at: .start)
  }

  @Test func `the browser's request is made as soon as the plain one is on its way`() {
    var (plan, stage) = (Self.plan(), Stage())
    stage.ask(.plain)
    #expect(plan.next(stage.requests, at: stage.now) == [.start(.browser, lastEventID: [])])
    #expect(plan.next(stage.requests, at: stage.now) == [])
  }

  @Test(arguments: [
    (Probing.none, true, false), (.usual, false, false), (.none, false, false), (.usual, true, true),
  ])
  func `no other request is made where none is wanted`(probing: Probing, isSafe: Bool, isCoded: Bool) {
    var (plan, stage) = (Self.plan(probing, isSafe: isSafe, isCoded: isCoded), Stage())
    stage.ask(.plain)
    stage.open(0, at: 0.01)
    var actions: [RequestPlan.Action] = []
    for number in 1...29 {
      stage.send(0, "data: \(number)\n\n", at: Double(number))
      actions += plan.next(stage.requests, at: stage.now)
    }
    #expect(actions == [])
    stage.pass(to: 30)
    #expect(plan.next(stage.requests, at: stage.now) == [.end])
  }

  @Test func `with a body only --probe asks as browsers do, and nothing resumes`() {
    var (plan, stage) = (Self.plan(.always, isSafe: false), Stage())
    stage.ask(.plain)
    #expect(plan.next(stage.requests, at: stage.now) == [.start(.browser, lastEventID: [])])
    stage.open(0, at: 0.1)
    for number in 1...25 { stage.send(0, Stage.event(number), at: Double(number)) }
    #expect(plan.next(stage.requests, at: stage.now) == [])
  }

  @Test func `at two thirds it resumes after the fifth newest, for eight ids or five seconds`() {
    var (plan, stage) = (Self.plan(), Stage())
    stage.ask(.plain)
    _ = plan.next(stage.requests, at: stage.now)
    stage.ask(.browser)
    stage.open(0, at: 0.1)
    stage.open(1, at: 0.1)
    for number in 1...19 {
      for request in 0...1 { stage.send(request, Stage.event(number), at: Double(number)) }
      #expect(plan.next(stage.requests, at: stage.now) == [])
    }
    stage.pass(to: 20)
    #expect(plan.next(stage.requests, at: stage.now) == [.start(.resume, lastEventID: Array("15".utf8))])
    stage.ask(.resume, after: "15", at: 20)
    stage.open(2, at: 20.1)
    for number in 16...23 { stage.send(2, Stage.event(number), at: 21) }
    #expect(plan.next(stage.requests, at: stage.now) == [.stop(.resume)])
    #expect(plan.next(stage.requests, at: stage.now) == [])
  }

  @Test func `at a third it asks plainly again if the browser's seems late, and not if it does not`() {
    for isLate in [true, false] {
      var (plan, stage) = (Self.plan(), Stage())
      stage.ask(.plain)
      _ = plan.next(stage.requests, at: stage.now)
      stage.ask(.browser)
      stage.open(0, at: 0.1)
      if !isLate { stage.open(1, at: 0.2) }
      stage.pass(to: 9.9)
      #expect(plan.next(stage.requests, at: stage.now) == [])
      stage.pass(to: 10)
      #expect(plan.next(stage.requests, at: stage.now) == (isLate ? [.start(.again, lastEventID: [])] : []))
      guard isLate else { continue }
      stage.ask(.again)
      stage.pass(to: 15)
      #expect(plan.next(stage.requests, at: stage.now) == [.stop(.again)])
    }
  }

  @Test func `a plain request that ends with the browser's has it given up, and for good ends all`() {
    var (plan, stage) = (Self.plan(), Stage())
    stage.ask(.plain)
    _ = plan.next(stage.requests, at: stage.now)
    stage.ask(.browser, at: 0.01)
    stage.open(0, at: 0.02)
    stage.end(0, at: 0.3, retry: 3)
    #expect(plan.next(stage.requests, at: stage.now) == [.stop(.browser)])
    stage.end(0, .status(204), at: 4)
    #expect(plan.next(stage.requests, at: stage.now) == [.end])
  }
}
