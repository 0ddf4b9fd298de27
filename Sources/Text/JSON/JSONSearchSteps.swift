/// The steps of several paths, laid flat: comparing them with a text touches no reference.
struct JSONSearchSteps: Sendable {
  struct Step: Sendable {
    enum Kind: Sendable { case key, index, each }

    var kind: Kind
    /// Where the key lies among all keys.
    var keyStart = 0
    var keyCount = 0
    var index = 0
  }

  struct Path: Sendable {
    /// Where its steps begin among all steps, and how many they are.
    var start: Int
    var count: Int
  }

  private var paths: [Path] = []
  private var steps: [Step] = []
  private var keys: [UInt8] = []
  /// The paths at which there can be several values, a bit each.
  private(set) var isMany: UInt64 = 0

  var count: Int { paths.count }

  init(_ paths: [JSONPath]) {
    for (number, path) in paths.enumerated() {
      self.paths.append(Path(start: steps.count, count: path.steps.count))
      for step in path.steps {
        switch step {
        case .key(let key):
          steps.append(Step(kind: .key, keyStart: keys.count, keyCount: key.count))
          keys += key
        case .index(let index): steps.append(Step(kind: .index, index: index))
        case .each:
          steps.append(Step(kind: .each))
          isMany |= 1 << UInt64(number)
        }
      }
    }
  }

  /// Goes through a text once.
  ///
  /// - Returns: what was made of the values, and whether the text is JSON; if it is not, they count for nothing.
  @inline(__always)
  func walk<Result: JSONSearchResult>(
    _ text: UnsafeRawBufferPointer, _ result: Result
  ) -> (result: Result, isJSON: Bool) {
    paths.withUnsafeBufferPointer { paths in
      steps.withUnsafeBufferPointer { steps in
        keys.withUnsafeBytes { keys in
          text.withJSONBytes { text in
            var walk = JSONSearchWalk(text: text, paths: paths, steps: steps, keys: keys, result: result)
            let isJSON = walk.all()
            return (walk.result, isJSON)
          }
        }
      }
    }
  }
}
