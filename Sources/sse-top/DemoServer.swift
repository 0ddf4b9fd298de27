import Glibc
import Terminal
import Text

/// The bundled demo server as a child process, which never outlives this one.
///
/// It ends when its standard input ends, and the other end of that pipe is held here alone: however this process ends,
/// also when it is killed, the system closes it.
struct DemoServer {
  enum Failure: Error {
    case notFound(String)
    case notStarted(String)
    case silent

    var sentence: String {
      switch self {
      case .notFound(let path): "the demo server is not beside this program: there is no \(Printable.text(path))"
      case .notStarted(let why): "the demo server could not be started: \(why)"
      case .silent: "the demo server ended without saying where it listens"
      }
    }
  }

  private let process: pid_t
  private let lifeline: Int32
  /// As in `http://127.0.0.1:40123`.
  private let address: String

  /// Starts the server on a free port of the loopback interface, and waits until it listens.
  static func start() async -> Result<DemoServer, Failure> {
    guard let path = path else { return .failure(.notFound("sse-demo-server")) }
    guard access(path, X_OK) == 0 else { return .failure(.notFound(path)) }
    guard let input = Pipe(), let output = Pipe() else { return .failure(.notStarted(lastError)) }
    let spawned = spawn(path, input: input.reading, output: output.writing)
    close(input.reading)
    close(output.writing)
    defer { close(output.reading) }
    switch spawned {
    case .failure(let failure):
      close(input.writing)
      return .failure(failure)
    case .success(let process):
      guard let line = readLine(from: output.reading), let scheme = line.firstRange(of: "http://") else {
        close(input.writing)
        waitpid(process, nil, 0)
        return .failure(.silent)
      }
      return .success(
        DemoServer(process: process, lifeline: input.writing, address: String(line[scheme.lowerBound...])))
    }
  }

  func url(of path: String) -> String { address + (path.hasPrefix("/") ? path : "/" + path) }

  /// Ends the server and waits for its end.
  func stop() {
    close(lifeline)
    kill(process, SIGTERM)
    // A server that was stopped along with this program would not hear it.
    kill(process, SIGCONT)
    waitpid(process, nil, 0)
  }

  /// Beside the running program, wherever that was started from.
  private static var path: String? {
    guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(resolved) }
    let program = String(cString: resolved)
    return program[..<(program.lastIndex(of: "/") ?? program.startIndex)] + "/sse-demo-server"
  }

  private static func spawn(_ path: String, input: Int32, output: Int32) -> Result<pid_t, Failure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Ignored signals are inherited; the server decides on its own.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = [path, "--port", "0", "--exit-on-eof"]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { (word: String) in strdup(word) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let error = posix_spawn(&process, path, &actions, &attributes, &words, environ)
    return error == 0 ? .success(process) : .failure(.notStarted(String(cString: strerror(error))))
  }

  nonisolated private static func readLine(from descriptor: Int32) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 1000 {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
