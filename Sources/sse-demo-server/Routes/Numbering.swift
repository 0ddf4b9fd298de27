import NIOCore

/// Streams whose ids have gaps, come twice or are out of order.
extension Series {
  /// Some numbers never come.
  static let gaps = Series(
    path: "/gaps", summary: "numbered events of which every ?every= one is missing",
    ownOptions: [RouteOption("every", "which number is left out, 3 and its multiples by default")]
  ) { course, query throws(BadQuery) in
    let every = try query.integer("every", in: 2...1_000_000, default: 3)
    // By the numbers themselves and not by their place on the connection: who resumes lacks the same ones.
    let first = course.firstNumber
    let before = (first - 1) - (first - 1) / every
    return { number in
      let kept = before + number
      let place = kept + kept / (every - 1) + 1 - first
      return Block.event(course.event(place, "event \(course.name(place))")).encoded()
    }
  }

  /// Some events come twice, as after a careless resumption.
  static let duplicates = Series(
    path: "/duplicates", summary: "numbered events of which every ?every= one comes twice",
    ownOptions: [RouteOption("every", "which number comes twice, 3 and its multiples by default")]
  ) { course, query throws(BadQuery) in
    let every = try query.integer("every", in: 1...1_000_000, default: 3)
    let first = course.firstNumber
    let before = (first - 1) + (first - 1) / every
    return { number in
      let sent = before + number
      let place = sent - (sent + 1) / (every + 1) + 1 - first
      return Block.event(course.event(place, "event \(course.name(place))")).encoded()
    }
  }

  /// Neighbours come in the wrong order.
  static let reorder = Series(
    path: "/reorder", summary: "numbered events, each ?window= of them backwards",
    ownOptions: [RouteOption("window", "how many come in reverse order, 3 by default")]
  ) { course, query throws(BadQuery) in
    let window = try query.integer("window", in: 2...1000, default: 3)
    return { number in
      let place = number / window * window + (window - 1 - number % window)
      return Block.event(course.event(place, "event \(course.name(place))")).encoded()
    }
  }
}
