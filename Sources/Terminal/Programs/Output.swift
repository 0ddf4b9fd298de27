import CLinux

/// Writes to a descriptor until all is written or it fails.
enum Output {
  @discardableResult
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    // Whoever shares the terminal with us may have asked not to be kept waiting.
    Array(bytes).withUnsafeBytes { linux_write_all(descriptor, $0.baseAddress, $0.count, -1, 0) } == 0
  }
}
