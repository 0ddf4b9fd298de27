import StreamModel
import Testing

@Suite struct EventFileFormatTests {
  @Test(
    arguments: [
      ("a.sse", EventFileFormat.sse), ("a.NDJSON", .ndjson), ("x/a.b.jsonl", .ndjson), ("a.json", .json),
      (".sse", .sse),
      ("a.txt", nil), ("sse", nil), ("a.sse/b", nil), ("a.sse.", nil), ("", nil),
    ] as [(String, EventFileFormat?)])
  func `the suffix tells the format`(path: String, format: EventFileFormat?) {
    #expect(EventFileFormat(path: path) == format)
  }

  @Test func `every format has its usual suffix among those that are taken`() {
    for format in EventFileFormat.allCases {
      #expect(format.suffixes.first == format.suffix)
      for suffix in format.suffixes { #expect(EventFileFormat(path: "a" + suffix) == format) }
    }
  }

  @Test(
    arguments: [
      ("a.sse", .events(.sse)), ("a.JSONL", .events(.ndjson)), ("x/a.csv", .table(.comma)), ("a.TSV", .table(.tab)),
      ("a.txt", nil), ("csv", nil), ("a.csv/b", nil),
    ] as [(String, SavedFormat?)])
  func `tables are saved too`(path: String, format: SavedFormat?) {
    #expect(SavedFormat(path: path) == format)
    #expect(SavedFormat.listed == ".sse, .ndjson, .json, .csv or .tsv")
  }
}
