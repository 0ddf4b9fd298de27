import Testing

@testable import CurlTransport

@Suite struct InflowTests {
  @Test func `what comes quietly and what does not lie one behind the other, within what is allowed`() throws {
    var owner: UInt8 = 0
    try withUnsafeMutableBytes(of: &owner) { owner in
      var inflow = Inflow(owner: try #require(owner.baseAddress))
      defer { inflow.release() }
      for limit in [10, 3000, 100_000, 5] {
        var wanted: [UInt8] = []
        var quiet = 0
        for number in 0..<2000 {
          let part = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 97 + 1)
          part.withUnsafeBytes { part in
            guard let start = part.baseAddress else { return }
            let isQuiet = inflow.takesQuietly(start, part.count)
            let isTaken = isQuiet || inflow.append(part)
            if isQuiet { quiet += 1 }
            #expect(isTaken && (!isQuiet || inflow.count <= limit))
          }
          if inflow.count < limit { inflow.allow(limit) }
          wanted += part
        }
        #expect(inflow.count == wanted.count)
        let taken = inflow.take()
        #expect(taken == wanted)
        #expect(quiet > 0 || limit < 100)
        // Nothing comes quietly behind the transfer's back once the bytes were taken.
        #expect(inflow.room == 0)
        let rest = inflow.take()
        #expect(rest.isEmpty)
      }
    }
  }
}
