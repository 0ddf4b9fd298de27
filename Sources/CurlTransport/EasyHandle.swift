internal import CCurl
internal import StreamModel

/// One libcurl transfer and the memory that it needs to stay in place.
///
/// Not `Sendable`: it is made, used and freed by the engine's thread.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private let sentence: UnsafeMutablePointer<CChar>
  private var lists: [UnsafeMutablePointer<curl_slist>] = []

  init() throws(Disconnection) {
    guard let pointer = curl_easy_init() else { throw Self.refusal(CURLE_OUT_OF_MEMORY) }
    self.pointer = pointer
    sentence = .allocate(capacity: Int(CURL_ERROR_SIZE))
    sentence.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try check(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, sentence))
  }

  deinit {
    // First the handle: until then it writes into the rest.
    curl_easy_cleanup(pointer)
    for list in lists { curl_slist_free_all(list) }
    sentence.deallocate()
  }

  func set(_ option: CURLoption, _ value: Int) throws(Disconnection) {
    try check(ccurl_set_long(pointer, option, value))
  }

  /// The text is copied by libcurl.
  func set(_ option: CURLoption, _ value: String) throws(Disconnection) {
    guard !value.utf8.contains(0) else { throw Self.refusal(CURLE_BAD_FUNCTION_ARGUMENT) }
    try check(ccurl_set_string(pointer, option, value))
  }

  /// The texts, one an entry; copied by libcurl.
  func set(_ option: CURLoption, _ values: [String]) throws(Disconnection) {
    guard !values.contains(where: { $0.utf8.contains(0) }) else { throw Self.refusal(CURLE_BAD_FUNCTION_ARGUMENT) }
    try set(option, lines: values.map { Array($0.utf8) })
  }

  /// The lines in raw bytes, without NUL. They take the place of those before.
  func set(headers lines: [[UInt8]]) throws(Disconnection) {
    try set(CURLOPT_HTTPHEADER, lines: lines)
  }

  /// One line of a file of cookies; passed over if it is none, as libcurl passes over it in a file.
  func add(cookie line: [UInt8]) {
    (line + [0]).withUnsafeBytes { bytes in
      _ = ccurl_set_string(pointer, CURLOPT_COOKIELIST, bytes.assumingMemoryBound(to: CChar.self).baseAddress)
    }
  }

  /// Sent no longer.
  func forgetCookie() { _ = ccurl_set_string(pointer, CURLOPT_COOKIE, nil) }

  /// Sent with POST, if no other method is named.
  func set(body: [UInt8]) throws(Disconnection) {
    let code = body.withUnsafeBytes { bytes in
      // For no bytes there may be no address, which libcurl would take for no body.
      ccurl_set_body(pointer, bytes.baseAddress ?? UnsafeRawPointer(sentence), curl_off_t(bytes.count))
    }
    try check(code)
  }

  private func set(_ option: CURLoption, lines: [[UInt8]]) throws(Disconnection) {
    var list: UnsafeMutablePointer<curl_slist>?
    // Kept to the end: a request that is being sent may still read the list before.
    defer { if let list { lists.append(list) } }
    for line in lines {
      let longer = (line + [0]).withUnsafeBytes { bytes in
        curl_slist_append(list, bytes.assumingMemoryBound(to: CChar.self).baseAddress)
      }
      guard let longer else { throw Self.refusal(CURLE_OUT_OF_MEMORY) }
      list = longer
    }
    try check(ccurl_set_list(pointer, option, list))
  }

  /// What libcurl says about the last failure; empty if nothing.
  var failureSentence: String { String(cString: sentence) }

  /// The URL asked last, redirects walked.
  var effectiveURL: String {
    ccurl_info_string(pointer, CURLINFO_EFFECTIVE_URL).map { String(cString: $0) } ?? ""
  }

  private func check(_ code: CURLcode) throws(Disconnection) {
    if code != CURLE_OK { throw Self.refusal(code) }
  }

  private static func refusal(_ code: CURLcode) -> Disconnection {
    .request(code: Int(code.rawValue), String(cString: curl_easy_strerror(code)))
  }
}
