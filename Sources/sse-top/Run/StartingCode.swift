import CLinux

/// The code that only the start needs: reading options, loading libraries, settling TLS, the first frame. It is two
/// thirds of all pages that a program that waits for events would hold on to.
enum StartingCode {
  /// When the start is over, however slow the machine.
  private static let time = Duration.seconds(2)

  /// Takes it out of the process once the start is over. What is needed again comes back by itself.
  static func leave() {
    Task { @concurrent in
      try? await Task.sleep(for: time)
      linux_unmap_code()
    }
  }
}
