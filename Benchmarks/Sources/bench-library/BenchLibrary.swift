import EventStream

/// usage: bench-library URL [data]: reads a stream to its end by the library, as a program that uses it would, and prints
/// how many events came; with `data` the text of each is made, and how many bytes those have is printed too.
@main
enum BenchLibrary {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    var options = EventStream.Options()
    options.reconnection.limit = 0
    let isRead = words.dropFirst().first == "data"
    var count = 0
    var bytes = 0
    do {
      for try await event in EventStream(words.first ?? "", options: options) {
        count += 1
        if isRead { bytes += event.data.utf8.count }
      }
    } catch let end as EventStream.Interruption where end.kind == .ended {}
    print(count, bytes)
  }
}
