import StreamModel
import TestSupport
import Testing

@testable import Dashboard

/// Places of a replay that are worth a look.
struct ReplayMarksTests {
  private static func place(_ seconds: Int, _ events: Int? = nil) -> ReplayMarks.Mark {
    ReplayMarks.Mark(moment: Moment(.seconds(seconds)), events: events ?? seconds)
  }

  @Test func `the nearest of some kinds is found before and behind`() {
    var marks = ReplayMarks()
    marks.add(.drop, at: Self.place(10))
    marks.add(.drop, at: Self.place(30))
    marks.add(.finding, at: Self.place(20))
    for isTimed in [true, false] {
      func next(_ kinds: [ReplayMarks.Kind], from here: Int, isForward: Bool) -> ReplayMarks.Mark? {
        marks.next(kinds, from: Self.place(here), isTimed: isTimed, isForward: isForward)
      }
      #expect(next([.drop], from: 10, isForward: true) == Self.place(30))
      #expect(next([.drop, .finding], from: 10, isForward: true) == Self.place(20))
      #expect(next([.drop, .finding], from: 20, isForward: false) == Self.place(10))
      #expect(next([.loss], from: 20, isForward: false) == nil)
      #expect(next([.drop], from: 30, isForward: true) == nil)
    }
  }

  @Test func `of a timed recording the moments tell the order, of another one the events`() {
    var marks = ReplayMarks()
    marks.add(.drop, at: Self.place(10, 5))
    marks.add(.loss, at: Self.place(12, 5))
    #expect(marks.next([.drop, .loss], from: Self.place(10, 5), isForward: true) == Self.place(12, 5))
    #expect(marks.next([.drop, .loss], from: Self.place(10, 5), isTimed: false, isForward: true) == nil)
  }

  @Test(arguments: [0, 1, 60]) func `however many come, a bounded number is kept, over all the time`(step: Int) {
    var marks = ReplayMarks()
    let count = 50_000
    for number in 0..<count { marks.add(.stall, at: Self.place(number * step, number)) }
    let places = marks.places(of: .stall)
    #expect(places.count <= ReplayMarks.limit && places.first == Self.place(0))
    #expect(zip(places, places.dropFirst()).allSatisfy { $0.moment <= $1.moment && $0.events < $1.events })
    if step > 0 {
      let widest = zip(places, places.dropFirst()).map { $1.moment - $0.moment }.max() ?? .zero
      #expect(widest <= .seconds(count * step) / ReplayMarks.limit * 8)
    }
  }
}
