extension Detail {
  /// A filter that events with the same value at the same place match; `nil` if the cursor is on no such value.
  var expressionOfNode: String? {
    guard let path, path != ".", let value, value.count <= 256, let first = value.first,
      first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
    else { return nil }
    return "\(path)=\(String(decoding: value, as: UTF8.self))"
  }
}
