package import Text

/// What is different in an event's data from that of another.
///
/// JSON is compared by its structure: objects by their names, in any order, arrays by the identity of their elements or
/// else by their places, numbers by their values. Other data is compared by lines. Bounded: what is larger than
/// `byteLimit`, or more than `JSONTree` holds, is not compared.
package struct Changes: Sendable {
  package static let byteLimit = 1 << 20
  package static let lineLimit = 2000
  /// Differences that are told one by one.
  package static let differenceLimit = 10_000

  package enum Basis: Equatable, Sendable {
    case json, lines
    /// Too many lines, or a single one: the data is the same up to this byte.
    case bytes(Int)
    case tooLarge
  }

  package struct Line: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// So many values, or lines, are as they were.
      case unchanged(Int)
      case changed, added, gone
    }

    package enum Location: Equatable, Sendable {
      /// In the new data; of what is gone, in the old.
      case path(JSONPath)
      /// Counted from 1, in the new data; of what is gone, in the old.
      case line(Int)
      case none
    }

    package let kind: Kind
    package let place: Location
    /// Where the values lie in the data. Of what is gone `new` is the object or array that it was in.
    package let old: Range<Int>
    package let new: Range<Int>
  }

  package let old: [UInt8]
  package let new: [UInt8]
  package private(set) var basis = Basis.json
  /// In the order of the new data; what is gone stands at the end of the object or array that it was in.
  package private(set) var lines: [Line] = []
  package private(set) var changed = 0
  package private(set) var added = 0
  package private(set) var gone = 0
  package private(set) var unchanged = 0

  package init(from old: [UInt8], to new: [UInt8]) {
    (self.old, self.new) = (old, new)
    compare()
  }

  /// Whether nothing was found to be different.
  package var isEmpty: Bool { changed + added + gone == 0 && (basis == .json || basis == .lines) }

  /// Whether there are more differences than `lines` has.
  package var isCut: Bool { changed + added + gone > Self.differenceLimit }

  private mutating func compare() {
    guard old.count <= Self.byteLimit, new.count <= Self.byteLimit else {
      basis = .tooLarge
      return
    }
    let trees = old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in (JSONTree.read(old), JSONTree.read(new)) }
    }
    switch trees {
    case (.tree(let oldTree), .tree(let newTree)):
      var comparison = TreeComparison(old: oldTree, new: newTree, oldText: old, newText: new)
      comparison.run()
      for line in comparison.lines { append(line) }
    case (.tooLarge, _), (_, .tooLarge): basis = .tooLarge
    default:
      guard let differences = LineComparison.lines(from: old, to: new) else {
        basis = .bytes(zip(old, new).prefix { $0 == $1 }.count)
        return
      }
      basis = .lines
      for line in differences { append(line) }
    }
  }

  private mutating func append(_ line: Line) {
    switch line.kind {
    case .unchanged(let count): unchanged += count
    case .changed: changed += 1
    case .added: added += 1
    case .gone: gone += 1
    }
    guard case .unchanged(let count) = line.kind else {
      if changed + added + gone <= Self.differenceLimit { lines.append(line) }
      return
    }
    guard count > 0, !isCut else { return }
    if let last = lines.last, case .unchanged(let before) = last.kind {
      lines[lines.count - 1] = Line(kind: .unchanged(before + count), place: .none, old: 0..<0, new: 0..<0)
    } else {
      lines.append(line)
    }
  }
}

extension Changes.Line {
  static func unchanged(_ count: Int) -> Self { Self(kind: .unchanged(count), place: .none, old: 0..<0, new: 0..<0) }
}
