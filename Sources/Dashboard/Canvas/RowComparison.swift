import Glibc

/// Rows of canvases compared as bytes, since every frame compares most of its cells.
extension Canvas {
  /// Whether a row is the same as one of another canvas that is as wide.
  func hasSameRow(_ row: Int, as other: Canvas, at otherRow: Int) -> Bool {
    let (mine, others) = (self.row(row), other.row(otherRow))
    guard mine.count == others.count else { return false }
    // A cell is two integers without a gap, so equal bytes are equal cells.
    return mine.withUnsafeBytes { mine in
      others.withUnsafeBytes { others in
        guard let mine = mine.baseAddress, let others = others.baseAddress, mine != others else { return true }
        return memcmp(mine, others, self.columns * MemoryLayout<Cell>.stride) == 0
      }
    }
  }

  /// Where each row lies in memory: rows that lie at the same place are the same.
  func places(of rows: ClosedRange<Int>) -> [UInt64] {
    rows.map { row in cells[row].withUnsafeBytes { UInt64(UInt(bitPattern: $0.baseAddress)) } }
  }

  /// A number for each row that differs, as good as always, where rows differ.
  func hashes(of rows: ClosedRange<Int>) -> [UInt64] {
    rows.map { row in
      // Sums of weighed halves, so that none has to wait for the one before.
      var (low, high): (UInt64, UInt64) = (0, 0)
      var weight: UInt64 = 0x9E37_79B9_7F4A_7C15
      for cell in self.row(row) {
        low &+= cell.bits.low &* weight
        high &+= cell.bits.high &* weight
        weight &+= 0xD6E8_FEB8_6659_FD92
      }
      return low &+ high &<< 32 &+ high &>> 32
    }
  }
}
