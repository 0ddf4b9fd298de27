import EventFilter
import Testing

@Suite struct TypeChoiceTests {
  /// "é" as one character, and as a letter with a combining mark.
  private static let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")

  @Test func `types are told apart by their bytes`() {
    #expect(Self.composed == Self.decomposed)
    let wanted = TypeChoice(types: [Self.composed])
    #expect(wanted.shows(Self.composed.utf8) && !wanted.shows(Self.decomposed.utf8))
    let others = TypeChoice(excludedTypes: [Self.composed])
    #expect(!others.shows(Self.composed.utf8) && others.shows(Self.decomposed.utf8))
  }

  @Test func `what is excluded is not shown, wanted or not`() {
    let choice = TypeChoice(types: ["a", "b"], excludedTypes: ["b"])
    #expect(choice.shows("a".utf8) && !choice.shows("b".utf8) && !choice.shows("c".utf8))
    #expect(!choice.isEverything)
    #expect(TypeChoice().isEverything && TypeChoice().shows("a".utf8))
  }
}
