import Testing

@testable import CommandLine

/// What the process list shows of the command line.
@Suite struct SecretWordsTests {
  private func shown(_ words: String...) -> [String] {
    var words = words
    for place in SecretWords.places(in: words) {
      let bytes = Array(words[place.word].utf8)
      words[place.word] = String(decoding: bytes.prefix(place.kept), as: UTF8.self)
    }
    return words
  }

  @Test func `credentials are blanked, joined and apart`() {
    #expect(shown("-u", "me:pw", "--user=me:pw", "-Nume:pw") == ["-u", "", "--user=", "-Nu"])
    #expect(
      shown("-U", "me:pw", "--oauth2-bearer", "t", "--pass", "p") == ["-U", "", "--oauth2-bearer", "", "--pass", ""])
    #expect(
      shown("-E", "file:pw", "-E", "file", "-b", "a=b", "-b", "file") == [
        "-E", "", "-E", "file", "-b", "", "-b", "file",
      ])
  }

  @Test func `of headers, data and URLs what says who asks`() {
    #expect(shown("-H", "Authorization: Bearer t", "-HX-Plain: 1") == ["-H", "Authorization: Bearer ", "-HX-Plain: 1"])
    #expect(shown("-d", "password=x", "--json", #"{"pin":1}"#, "-d", "a=1") == ["-d", "", "--json", "", "-d", "a=1"])
    #expect(shown("http://me:pw@x/", "--", "x/?token=1", "-x", "me:pw@y") == ["http://", "--", "x/?token=", "-x", ""])
    #expect(shown("-x", "http://me:pw@y", "-e", "http://x/?key=1") == ["-x", "http://", "-e", "http://x/?key="])
  }

  @Test func `a text that is not UTF-8 is blanked whole`() {
    #expect(shown("http://x/\u{FFFD}?token=1") == [""])
  }
}
