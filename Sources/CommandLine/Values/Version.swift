/// The version of the program.
package enum Version {
  package static let text = "0.2.0"
}
