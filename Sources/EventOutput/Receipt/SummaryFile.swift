import CLinux
import EventFiles
import Glibc
package import Text

/// Where the summary goes as JSON.
///
/// Opened at the start, so that a name that cannot be written is told before hours of watching. What the file holds
/// stays until the summary is whole.
package struct SummaryFile: Sendable {
  package struct Failure: Error {
    package var sentence: String

    init(_ name: String, _ reason: String) {
      sentence = "--summary: \(Printable.text(name)) cannot be written: \(reason)"
    }

    init(_ name: String, _ error: Int32) { self.init(name, String(cString: strerror(error))) }
  }

  package let name: String
  /// `nil` for standard output.
  package let opened: OpenedOutput?
  private var descriptor: Int32 { opened?.descriptor ?? STDOUT_FILENO }

  /// - Parameter name: a file, or `-` for standard output.
  init(_ name: String) throws(Failure) {
    self.name = name
    guard name != "-" else {
      opened = nil
      return
    }
    do throws(OpenedOutput.Failure) { opened = try OpenedOutput(name) } catch { throw Failure(name, error.number) }
  }

  /// Writes the summary, as the last that is done with the file. A reader that is gone is no failure.
  ///
  /// - Parameter isHurried: gives up on a reader that does not read for a second.
  func write(_ summary: Summary, isHurried: Bool) throws(Failure) {
    try write({ summary.json(for: $0) }, isHurried: isHurried)
  }

  /// Writes a line of JSON in the summary's place.
  ///
  /// - Parameter json: makes it for whoever reads it, without its end.
  package func write(_ json: (JSONText.Reader) -> String, isHurried: Bool) throws(Failure) {
    let isTerminal = isatty(descriptor) == 1
    let line = Array((json(!isTerminal ? .program : Codeset.speaksUTF8 ? .terminal : .asciiTerminal) + "\n").utf8)
    defer { if let opened { close(opened.descriptor) } }
    if opened?.identity != nil, try replace(with: line) { return }
    let error = Self.write(line, to: descriptor, isHurried: isHurried)
    if error != 0, error != EPIPE { throw Failure(name, error) }
  }

  /// Puts a file of this line in the place of what is there.
  ///
  /// - Returns: false if the folder takes no other file, so that the line is to be written into this one, emptied.
  private func replace(with line: [UInt8]) throws(Failure) -> Bool {
    do throws(RecordingFile.Failure) {
      let file = try RecordingFile(replacing: name)
      try file.write(line)
      try file.settle()
      return true
    } catch {
      guard error.isForbidden else {
        opened?.withdraw()
        throw Failure(name, error.reason)
      }
      ftruncate(descriptor, 0)
      return false
    }
  }

  /// Writes all of it, and returns the system's error number, or 0. A reader who does not read in time is none.
  static func write(_ bytes: [UInt8], to descriptor: Int32, isHurried: Bool) -> Int32 {
    let error = bytes.withUnsafeBytes {
      linux_write_all(descriptor, $0.baseAddress, $0.count, isHurried ? 1000 : -1, 1)
    }
    return error == EAGAIN ? EPIPE : error
  }
}
