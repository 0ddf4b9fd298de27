/// Why an open stream was lost, and how often.
///
/// An end that was meant, as of a finished stream or by the user, is no drop, and neither is a try that fails.
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
  /// How often which cause, in the order of their first time; those beyond the limit are only in `count`.
  public private(set) var causes: [(reason: Disconnection, count: Int)] = []

  mutating func lost(_ reason: Disconnection, at now: Moment) {
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
