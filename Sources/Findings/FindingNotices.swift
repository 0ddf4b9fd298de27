/// Which findings a feed has been told of: each error and warning once for each source, however often it is found.
package struct FindingNotices: Sendable {
  private var told: [Set<FindingCode>]

  package init(sources: Int) { told = Array(repeating: [], count: sources) }

  /// Those among what was found that are to be told now.
  package mutating func new(among found: [(source: Int, finding: Finding)]) -> [(source: Int, finding: Finding)] {
    found.filter { source, finding in
      guard finding.severity > .note, told.indices.contains(source) else { return false }
      return told[source].insert(finding.code).inserted
    }
  }
}
