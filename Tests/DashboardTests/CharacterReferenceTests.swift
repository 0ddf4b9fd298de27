import Testing

@testable import Dashboard

/// What a web page's title says.
struct CharacterReferenceTests {
  @Test(arguments: [
    ("Bed &amp; Breakfast", "Bed & Breakfast"),
    ("&lt;b&gt; &#8211; &#x2013;&nbsp;&quot;", "<b> \u{2013} \u{2013}\u{A0}\""),
    ("&amp;lt;", "&lt;"), ("A&B; &; &#; &#x110000; &#0; &unknown; &amp", "A&B; &; &#; &#x110000; &#0; &unknown; &amp"),
  ])
  func `references are characters, and what is none stays`(text: String, decoded: String) {
    #expect(CharacterReferences.decoded(text) == decoded)
  }
}
