import StreamModel
import Testing

@Suite struct SourceURLTests {
  @Test(arguments: [
    (":3000/events/", "http://localhost:3000/events/"), (":/events", "http://localhost/events"),
    (":8080", "http://localhost:8080"),
    ("localhost", "http://localhost"), ("localhost:3000/x?y=1", "http://localhost:3000/x?y=1"),
    ("localhost.example/x", "http://localhost.example/x"), ("app.localhost:1/x", "http://app.localhost:1/x"),
    ("127.0.0.1/x", "http://127.0.0.1/x"), ("127.8.8.8:80", "http://127.8.8.8:80"),
    ("[::1]:3000/x", "http://[::1]:3000/x"),
    ("me:secret@localhost/x", "http://me:secret@localhost/x"),
    ("example.com", "https://example.com"), ("example.com:8080/x", "https://example.com:8080/x"),
    ("127.0.0.1.example.com/x", "https://127.0.0.1.example.com/x"), ("[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ("//example.com/x", "https://example.com/x"),
    ("http://example.com/x", "http://example.com/x"), ("HTTPS://example.com", "HTTPS://example.com"),
    ("ftp://example.com", "ftp://example.com"), ("about:blank", "about:blank"),
    ("mailto:a@b.example", "mailto:a@b.example"),
  ])
  func `a URL needs no scheme`(word: String, text: String) { #expect(SourceURL(word).text == text) }

  @Test(arguments: [
    ("https://example.com/x?a=1", "https://example.com/x?a=1"),
    ("https://me:secret@example.com/x", "https://***@example.com/x"),
    ("https://me@example.com", "https://***@example.com"),
    ("https://a@b@example.com/@c", "https://***@example.com/@c"),
    ("https://x/y?access_token=abc&b=2&API-Key=k#t=1", "https://x/y?access_token=***&b=2&API-Key=***#t=1"),
    ("http://\u{301}me:secret@\u{301}host?\u{301}&key=\u{301}k", "http://***@\u{301}host?\u{301}&key=***"),
    ("http:///me:secret@host/", "http://***@host/"), ("https:/me:secret@host/", "https://***@host/"),
    ("http://me:sec/ret@host/x", "http://***@host/x"), ("http://me:s?e#t@host", "http://***@host"),
    (
      "http://host:80/@x?pass=1;jwt=2&%74oken=3#access_token=4&state=5",
      "http://host:80/@x?pass=***&%74oken=***#access_token=***&state=5"
    ),
    ("https://x/y?token", "https://x/y?token"), ("about:blank", "about:blank"),
  ])
  func `what is shown holds no secret`(word: String, shown: String) { #expect(SourceURL(word).displayed == shown) }
}
