import Glibc
import StreamModel

extension TurnWatch {
  /// Looks at how this program's threads were served.
  mutating func look() -> Bool { look(at: .ofThisProgram) }
}

extension TurnWatch.Times {
  /// As the kernel counts them; nothing where it does not.
  static var ofThisProgram: Self {
    var times = Self(waited: .zero, ran: .zero)
    guard let threads = opendir("/proc/self/task") else { return times }
    defer { closedir(threads) }
    while let entry = readdir(threads) {
      let thread = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          String(cString: $0)
        }
      }
      guard thread.first != ".", let counts = counts(ofThread: thread) else { continue }
      times.ran += .nanoseconds(counts.ran)
      times.waited += .nanoseconds(counts.waited)
    }
    return times
  }

  /// In nanoseconds; `nil` for a thread that is gone.
  private static func counts(ofThread thread: String) -> (ran: Int64, waited: Int64)? {
    let file = open("/proc/self/task/\(thread)/schedstat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 96)
    let count = read(file, &text, text.count)
    guard count > 0 else { return nil }
    let numbers = String(decoding: text.prefix(count), as: UTF8.self).split { $0 == " " || $0 == "\n" }.prefix(2)
      .compactMap { Int64($0) }
    return numbers.count == 2 ? (ran: numbers[0], waited: numbers[1]) : nil
  }
}
