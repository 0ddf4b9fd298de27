/// Which event types are shown, by their names as they came on the wire.
///
/// Bytes are compared: names that differ only in how their characters are composed are two types, as for the standard.
package struct TypeChoice: Sendable {
  private let wanted: [[UInt8]]
  private let unwanted: [[UInt8]]

  /// - Parameters:
  ///   - types: empty for all.
  ///   - excludedTypes: those of them that are not shown.
  package init(types: [String] = [], excludedTypes: [String] = []) {
    wanted = types.map { Array($0.utf8) }
    unwanted = excludedTypes.map { Array($0.utf8) }
  }

  package var isEverything: Bool { wanted.isEmpty && unwanted.isEmpty }

  /// - Parameter name: `message` for the default type.
  package func shows(_ name: some Sequence<UInt8>) -> Bool {
    (wanted.isEmpty || wanted.contains { $0.elementsEqual(name) }) && !unwanted.contains { $0.elementsEqual(name) }
  }
}
