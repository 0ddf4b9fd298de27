public import StreamModel

/// Places of a replay that are worth a look, as far as it was read.
///
/// Bounded: where there are too many of a kind, those that lie closest together become one.
public struct ReplayMarks: Equatable, Sendable {
  public enum Kind: Int, CaseIterable, Sendable {
    /// A pause that is longer than usual.
    case stall
    /// A connection that broke.
    case drop
    /// Events that never came.
    case loss
    /// Something wrong that was found.
    case finding
  }

  public struct Mark: Equatable, Sendable {
    public var moment: Moment
    /// Events that have come where one sees it.
    public var events: Int

    public init(moment: Moment, events: Int) { (self.moment, self.events) = (moment, events) }
  }

  /// Places of a kind.
  public static let limit = 2048

  private struct Track: Equatable, Sendable {
    var places: [Mark] = []
    /// The least distance between two of them.
    var spacing = Duration.zero
  }

  private var tracks = Array(repeating: Track(), count: Kind.allCases.count)

  public init() {}

  /// The places of a kind, in order.
  public func places(of kind: Kind) -> [Mark] { tracks[kind.rawValue].places }

  /// Adds a place behind all others of its kind; one that lies closer to the last than there is room for is left out.
  public mutating func add(_ kind: Kind, at place: Mark) {
    let track = kind.rawValue
    if let last = tracks[track].places.last, place.moment - last.moment < tracks[track].spacing { return }
    tracks[track].places.append(place)
    if tracks[track].places.count > Self.limit { thin(track) }
  }

  private mutating func thin(_ track: Int) {
    let places = tracks[track].places
    guard let first = places.first, let last = places.last else { return }
    tracks[track].spacing = max(tracks[track].spacing * 2, (last.moment - first.moment) / Self.limit)
    var kept: [Mark] = []
    for place in places where kept.last.map({ place.moment - $0.moment >= tracks[track].spacing }) ?? true {
      kept.append(place)
    }
    // All at the same moment: then every other one.
    tracks[track].places =
      kept.count > Self.limit ? kept.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element) : kept
  }

  /// The nearest place of these kinds before or behind one.
  ///
  /// - Parameter isTimed: whether the moments tell the order; else the events do.
  public func next(_ kinds: [Kind], from here: Mark, isTimed: Bool = true, isForward: Bool) -> Mark? {
    func isBefore(_ one: Mark, _ other: Mark) -> Bool {
      isTimed ? one.moment < other.moment : one.events < other.events
    }
    let found = kinds.compactMap { kind in
      isForward ? places(of: kind).first { isBefore(here, $0) } : places(of: kind).last { isBefore($0, here) }
    }
    return isForward ? found.min(by: isBefore) : found.max(by: isBefore)
  }
}
