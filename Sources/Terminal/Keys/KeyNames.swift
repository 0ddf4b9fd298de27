import CNcurses
import Dashboard

/// The keys as the terminal's description names them.
enum KeyNames {
  /// Of the terminal that ncurses has opened.
  static func current() -> [[UInt8]: Key] {
    var named: [[UInt8]: Key] = [:]
    for (name, key) in names {
      // What is one byte long stands for itself.
      guard let sequence = Capability.string(name), sequence.count > 1, sequence.first == 0x1B else { continue }
      if named[sequence] == nil { named[sequence] = key }
    }
    return named
  }

  private static let names: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter), ("kfnd", .home), ("kslt", .end), ("ka1", .home), ("ka3", .pageUp), ("kc1", .end),
      ("kc3", .pageDown), ("kLFT5", .wordLeft), ("kRIT5", .wordRight), ("kLFT3", .wordLeft), ("kRIT3", .wordRight),
    ] + (1...12).map { ("kf\($0)", Key.function($0)) }
}

/// What the terminal's description says (terminfo(5)); asked for after ncurses has opened it.
enum Capability {
  /// - Returns: `nil` where it says nothing.
  static func string(_ name: String) -> [UInt8]? {
    // (char *)-1 where there is no such capability of that kind.
    guard let text = tigetstr(name), UInt(bitPattern: text) != UInt.max else { return nil }
    return Array(String(cString: text).utf8)
  }
}
