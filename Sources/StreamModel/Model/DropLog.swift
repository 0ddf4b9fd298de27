/// Why a source was not open, and how often; a try that failed while it was down anyway is no drop of its own.
///
/// A drop is the loss of an open stream, a first try that fails, and a failure that ends all trying.
public struct DropLog: Sendable {
  public struct Drop: Equatable, Sendable {
    public let reason: Disconnection
    public let at: Moment
  }

  /// Drops that are kept one by one, and causes that are counted one by one.
  public static let limit = 100

  /// All drops there were.
  public private(set) var count = 0
  /// The newest ones, oldest first.
  public private(set) var newest: [Drop] = []
  /// How often which cause, the first one first; those beyond the limit are only in `count`.
  public private(set) var causes: [(reason: Disconnection, count: Int)] = []
  private var isDown = false

  mutating func opened() { isDown = false }

  /// - Parameter isFinal: nothing more is tried.
  mutating func failed(_ reason: Disconnection, isFinal: Bool, at now: Moment) {
    defer { isDown = true }
    guard reason != .closed, !isDown || isFinal else { return }
    count += 1
    if newest.count == Self.limit { newest.removeFirst() }
    newest.append(Drop(reason: reason, at: now))
    if let index = causes.firstIndex(where: { $0.reason == reason }) {
      causes[index].count += 1
    } else if causes.count < Self.limit {
      causes.append((reason, 1))
    }
  }
}
