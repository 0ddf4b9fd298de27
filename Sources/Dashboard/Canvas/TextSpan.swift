/// A piece of text with one meaning.
public struct TextSpan: Equatable, Sendable {
  public var text: String
  public var role: Role

  public init(_ text: String, _ role: Role = .normal) {
    self.text = text
    self.role = role
  }
}
