import EventFilter
import Testing

@Test func `An error says where it is`() {
  #expect(FilterError("the quote is not closed", at: 3).offset == 3)
}
