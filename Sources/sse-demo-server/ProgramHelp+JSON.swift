import Completion
import FoundationEssentials

extension ProgramHelp {
  /// - Returns: `nil` if the text is no dump of the argument parser's.
  init?(json: String) {
    guard let help = try? JSONDecoder().decode(ProgramHelp.self, from: Data(json.utf8)) else { return nil }
    self = help
  }
}
