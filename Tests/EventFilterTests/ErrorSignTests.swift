import Testing

@testable import EventFilter

/// Which data says that it is an error.
struct ErrorSignTests {
  private static func isShown(_ data: String) -> Bool { Array(data.utf8).withUnsafeBytes(ErrorSign.isShown(in:)) }

  @Test(arguments: [
    #"{"error":{"code":1}}"#, #"{"error":true}"#, #"{"error":"gone"}"#, #"{"error":7}"#, #"{"a":1,"error":[1]}"#,
    #"{"level":"error"}"#, #"{"level":"FATAL"}"#, #"{"level" : "Critical", "n":1}"#, #"{"level":"info","error":"x"}"#,
    #"{"error":null,"error":1}"#,
  ]) func `is an error`(data: String) { #expect(Self.isShown(data)) }

  @Test(arguments: [
    "", "error", "level error", #"{"error":null}"#, #"{"error":false}"#, #"{"error":""}"#, #"{"error":0}"#,
    #"{"error":0.0e5}"#, #"{"errors":1}"#, #"{"a":{"error":1}}"#, #"[{"error":1}]"#, #"{"level":"warn"}"#,
    #"{"level":50}"#, #"{"level":"errors"}"#, #"{"level":{"error":1}}"#, #"{"error":1"#, #"{"error":1} x"#,
    #"{"text":"error"}"#, #"{"error":1,"error":null}"#,
  ]) func `is none`(data: String) { #expect(!Self.isShown(data)) }
}
