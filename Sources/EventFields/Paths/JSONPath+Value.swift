package import Text

extension JSONPath {
  /// Whether there can be several values at the path.
  package var isMany: Bool { steps.contains(.each) }

  /// The value at the path, as a part of a text that is JSON as a whole; `nil` if there is none.
  ///
  /// Of members with one name it is the last, as for jq; of the values at a path with `[]` the first.
  package func value(in text: UnsafeRawBufferPointer) -> JSONSearch.Value? { find(in: text).value }

  /// The same, and whether the text is JSON at all.
  package func find(in text: UnsafeRawBufferPointer) -> (value: JSONSearch.Value?, isJSON: Bool) {
    var found: JSONSearch.Value?
    let isFirst = isMany
    var search = JSONSearch(self, in: text)
    let isJSON = search.forEachValue { if found == nil || !isFirst { found = $0 } }
    return (isJSON ? found : nil, isJSON)
  }
}
