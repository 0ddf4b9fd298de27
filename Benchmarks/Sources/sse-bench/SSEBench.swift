import Glibc

/// The rows that are measured inside one process: `script/bench` runs it, a process for each measurement.
///
/// Each command prints lines of JSON; what they mean is told in `BENCHMARKS.md`.
@main
enum SSEBench {
  static func main() async throws {
    var words = CommandLine.arguments.dropFirst()
    func next() throws -> String {
      guard let word = words.popFirst() else { throw Misuse() }
      return word
    }
    func number() throws -> Int {
      guard let number = Int(try next()) else { throw Misuse() }
      return number
    }
    switch try next() {
    case "verify": try verify(Corpus(path: next()))
    case "parse": try parse(Corpus(path: next()), rounds: number())
    case "keep": try keep(Corpus(path: next()), rounds: number())
    case "limit": try limit(Corpus(path: next()), rounds: number())
    case "filter": try filter(Corpus(path: next()), next(), rounds: number())
    case "views": try views(events: number(), rounds: number())
    case "growth": try growth(events: number(), types: number(), size: number())
    case "latency": try await latency(url: next(), events: number())
    default: throw Misuse()
    }
  }

  struct Misuse: Error {}
}

/// Prints a line of JSON; values are JSON already.
func report(_ fields: KeyValuePairs<String, String>) {
  print("{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
}

/// Seconds of processor time that this process has used, all threads together.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The clock by which `bench-sender` stamps its events, in nanoseconds.
func monotonicTime() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// The most memory that was resident at any time, in bytes; 0 if the kernel does not tell.
///
/// Not by `getrusage`: that begins with what the program held that started this one.
func peakMemory() -> Int {
  guard let file = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, Int32(line.count), file) != nil {
    let words = line.withUnsafeBufferPointer { $0.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) } }
      .split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard words.count >= 2, words[0].elementsEqual("VmHWM:".utf8) else { continue }
    return (Int(String(decoding: words[1], as: UTF8.self)) ?? 0) << 10
  }
  return 0
}
