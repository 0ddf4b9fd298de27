import EventOutput
import Glibc
import Text

/// What the command line may look at besides its words.
package struct Environment: Sendable {
  enum ReadFailure: Error, Equatable {
    case notFound
    case tooLong
    case system(String)

    var sentence: String {
      switch self {
      case .notFound: "there is no such file"
      case .tooLong: "it is longer than \(Environment.lengthLimit >> 20) MiB"
      case .system(let why): why
      }
    }
  }

  /// `nil` for a variable that is not set. One that is not UTF-8 has U+FFFD for what is not.
  var variable: @Sendable (String) -> String?
  var readFile: @Sendable (String) throws(ReadFailure) -> [UInt8]
  var readInput: @Sendable () throws(ReadFailure) -> [UInt8]
  /// Whether there is a regular file of that name.
  var isRegularFile: @Sendable (String) -> Bool = { _ in false }
  var isFolder: @Sendable (String) -> Bool = { _ in false }
  /// Why a file, or a folder, cannot be read, found without opening it: a pipe can be read once only.
  var readFailure: @Sendable (_ path: String, _ isFolder: Bool) -> ReadFailure? = { _, _ in nil }

  /// What standard output's terminal says of itself; `nil` if it is none.
  var terminalColumns: @Sendable () -> Int? = { nil }

  /// How long a line of help may be: what the user says counts before what the terminal says (POSIX, 8.3).
  package var columns: Int { variable("COLUMNS").flatMap { Int($0) } ?? terminalColumns() ?? 80 }

  /// More than a file may hold, in bytes: it may be a device without an end.
  static let lengthLimit = 256 << 20

  /// Those of this process.
  package static let process = Environment(
    variable: { name in getenv(name).map { String(cString: $0) } },
    readFile: { (path) throws(ReadFailure) in
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(errno) }
      defer { close(descriptor) }
      return try Self.contents(of: descriptor)
    },
    readInput: { () throws(ReadFailure) in try Self.contents(of: STDIN_FILENO) },
    isRegularFile: { kind(of: $0) == S_IFREG },
    isFolder: { kind(of: $0) == S_IFDIR },
    readFailure: { path, isFolder in
      guard access(path, R_OK) == 0 else { return failure(errno) }
      guard (kind(of: path) == S_IFDIR) == isFolder else {
        return .system(isFolder ? "it is not a folder" : "it is a folder")
      }
      return nil
    },
    terminalColumns: { TerminalWidth.columns(of: STDOUT_FILENO) })

  /// The bits of the mode that tell the kind of a file; `nil` if there is none.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func failure(_ code: Int32) -> ReadFailure {
    code == ENOENT ? .notFound : .system(String(cString: strerror(code)))
  }

  private static func contents(of descriptor: Int32) throws(ReadFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(String(cString: strerror(errno))) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= lengthLimit else { throw .tooLong }
    }
  }
}

extension Environment {
  /// The file that an option names, `-` being standard input.
  func contents(of path: String, for option: String) throws(UsageError) -> [UInt8] {
    do { return try path == "-" ? readInput() : readFile(path) } catch {
      let name = path == "-" ? "standard input" : Printable.text(path)
      throw UsageError("\(option): \(name) cannot be read: \(error.sentence).", status: ExitCode.readError)
    }
  }
}
