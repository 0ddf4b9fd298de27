import Glibc

/// The characters that the user's locale can say.
package enum Codeset {
  /// Whether it can say more than ASCII; `setlocale` comes first.
  package static var speaksUTF8: Bool {
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset) == "UTF-8"
  }
}
