/// Finds the place of the newest event of a key: a table of fixed size, with places only, as the keys lie there.
struct KeyIndex: Sendable {
  /// A power of two; at least a half of it stays empty.
  private static let size = 1 << 16

  /// Places and one; 0 for none.
  private var slots: [UInt16] = []

  /// What is held, in bytes.
  var bytes: Int { slots.capacity * MemoryLayout<UInt16>.stride }

  /// - Parameter key: of a place.
  func place(of wanted: Int, key: (Int) -> Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[self.slot(of: wanted, key: key)]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// Notes where the newest of a key lies.
  mutating func set(_ place: Int, of wanted: Int, key: (Int) -> Int) {
    if slots.isEmpty { slots = [UInt16](repeating: 0, count: Self.size) }
    slots[slot(of: wanted, key: key)] = UInt16(place + 1)
  }

  /// Forgets a key, and moves up what it stood in the way of.
  mutating func remove(_ wanted: Int, key: (Int) -> Int) {
    guard !slots.isEmpty else { return }
    var hole = slot(of: wanted, key: key)
    slots[hole] = 0
    var next = Self.after(hole)
    while slots[next] != 0 {
      let home = Self.home(key(Int(slots[next]) - 1))
      // It may go to the hole if that does not lie before its home.
      if (next - home) & (Self.size - 1) >= (next - hole) & (Self.size - 1) {
        slots[hole] = slots[next]
        slots[next] = 0
        hole = next
      }
      next = Self.after(next)
    }
  }

  /// That of a key, or the empty one where it would stand.
  private func slot(of wanted: Int, key: (Int) -> Int) -> Int {
    var slot = Self.home(wanted)
    while slots[slot] != 0, key(Int(slots[slot]) - 1) != wanted { slot = Self.after(slot) }
    return slot
  }

  private static func home(_ key: Int) -> Int { key & (size - 1) }
  private static func after(_ slot: Int) -> Int { (slot + 1) & (size - 1) }
}
