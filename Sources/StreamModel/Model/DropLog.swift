/// Why an open stream was lost, and how often.
///
/// An end that was meant, as of a finished stream or by the user, is no drop, and neither is a try that fails.
public struct DropLog: Sendable {
  public struct Drop: Equatable, Sendable {
    public let reason: Disconnection
    public let at: Moment
  }

  public struct Cause: Equatable, Sendable {
    public let reason: Disconnection
    public internal(set) var count: Int
  }

  /// Drops that are kept one by one, and causes that are counted one by one.
  public static let limit = 50
  public static let causeLimit = 24

  /// All drops there were.
  public private(set) var count = 0
  /// The newest ones, oldest first.
  public private(set) var newest: [Drop] = []
  /// How often which cause, in the order of their first time; those beyond the limit are only in `count`.
  public private(set) var causes: [Cause] = []

  /// A reason as it is kept: its text not too long, and that of a cause that is known already.
  func known(_ reason: Disconnection) -> Disconnection {
    let reason = reason.kept
    return causes.first { $0.reason == reason }?.reason ?? newest.last { $0.reason == reason }?.reason ?? reason
  }

  mutating func lost(_ reason: Disconnection, at now: Moment) {
    count += 1
    if newest.count == Self.limit { newest.removeFirst() }
    if newest.count == newest.capacity { newest.reserveCapacity(min(max(newest.count * 2, 2), Self.limit)) }
    newest.append(Drop(reason: reason, at: now))
    if let index = causes.firstIndex(where: { $0.reason == reason }) {
      causes[index].count += 1
    } else if causes.count < Self.causeLimit {
      causes.append(Cause(reason: reason, count: 1))
    }
  }
}
