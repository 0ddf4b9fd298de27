import CLinux
import Glibc
import Usage

/// The command.
@main
enum DemoServer {
  /// Exit codes: 0 after a regular end, 1 if the server cannot start, 2 for a wrong command line.
  static func main() {
    StandardStreams.fill()
    do {
      switch try ServerWords.read(words) {
      case .serve(let options): try options.serve()
      case .answer(.list): StandardStreams.write(try Listing.text())
      case .answer(.version): StandardStreams.write(Version.text + "\n")
      case .answer(.help): StandardStreams.write(HelpText(.ofServer, columns: columns).text)
      case .completionScript(let script): StandardStreams.write(script.text(for: .ofServer))
      }
    } catch let mistake as ServerUsageError {
      StandardError().say("sse-demo-server: \(mistake.sentence)\nsse-demo-server --help tells what there is.")
      exit(2)
    } catch {
      StandardError().say("sse-demo-server: \(error)")
      exit(1)
    }
  }

  /// The words after the program's name.
  private static var words: [String] {
    var words: [String] = []
    while let word = linux_argument(Int32(words.count + 1)) { words.append(String(cString: word)) }
    return words
  }

  /// Of the terminal, for the help.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
