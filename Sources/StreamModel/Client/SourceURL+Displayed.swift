import Text

extension SourceURL {
  /// The URL as it may be shown.
  public var displayed: String { MaskedURL(text).text }
}
