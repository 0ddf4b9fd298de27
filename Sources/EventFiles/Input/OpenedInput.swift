import Glibc
import StreamModel

/// A file that was opened, with what its beginning tells.
struct OpenedInput {
  struct Failure: Error {
    var reason: Disconnection
  }

  let bytes: FileBytes
  /// What it is, as the notice of its opening tells.
  let title: String
  /// The marks with which it begins, if it is a recording and was looked at.
  let heading: [Mark]
  /// Whether it comes as it is made, from a pipe.
  let isLive: Bool
  /// Whether it can be read from any place on.
  var isSeekable = false
  /// When its recorded times end, since 1970; `nil` if that was not asked for, or is not known before it is read.
  var end: Duration?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: `nil` for standard input.
  ///   - isLookedAt: whether a pipe's beginning is waited for; a regular file's is at hand.
  static func open(_ path: String?, format: BodyFormat?, isLookedAt: Bool) throws(Disconnection) -> OpenedInput {
    let kind = try kind(of: path)
    let isRegular = kind == S_IFREG
    let bytes: FileBytes
    if let path {
      if isRegular {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemFailure }
        bytes = FileBytes(descriptor: descriptor)
      } else {
        bytes = FileBytes(pipe: path)
      }
    } else {
      // Where there is a dashboard, the keyboard takes the place of standard input.
      let descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { throw systemFailure }
      bytes = FileBytes(descriptor: descriptor)
    }
    let name = path == nil ? "standard input" : isRegular ? "file" : "pipe"
    guard isRegular || isLookedAt else { return OpenedInput(bytes: bytes, title: name, heading: [], isLive: true) }
    var found: FileKind?
    let beginning = try bytes.peek { beginning, isWhole in
      found = FileKind(beginning, isWhole: isWhole)
      // Its first line says when a recording began.
      return found != nil
        && (found != .recording || beginning.contains(0x0A) || beginning.count >= FileKind.beginningLimit)
    }
    if case .other(let what) = found, format == nil { throw .notEvents(what) }
    let isRecording = RecordingReader.isRecording(beginning)
    var opened = OpenedInput(
      bytes: bytes, title: isRecording ? "recording" : name,
      heading: isRecording ? RecordingReader.heading(beginning) : [], isLive: false)
    opened.isSeekable = isRegular
    if isRecording, isRegular, let start = opened.start {
      // Where nobody has asked, only what is at hand is looked at.
      let end = RecordedEnd.read(path ?? "/dev/stdin", limit: isLookedAt ? nil : RecordedEnd.glance)
      opened.end = end.map { start + $0 }
    }
    return opened
  }

  /// When its recorded times began, since 1970.
  var start: Duration? {
    for case .start(let time) in heading.map(\.content) { return time }
    return nil
  }

  private static func kind(of path: String?) throws(Disconnection) -> mode_t {
    var status = stat()
    guard (path.map { stat($0, &status) } ?? fstat(STDIN_FILENO, &status)) == 0 else { throw systemFailure }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw .unreadable("it is a folder") }
    if let path, access(path, R_OK) != 0 { throw systemFailure }
    return kind
  }

  private static var systemFailure: Disconnection {
    .unreadable(errno == ENOENT ? "there is no such file" : String(cString: strerror(errno)))
  }
}
