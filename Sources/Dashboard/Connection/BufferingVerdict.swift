import StreamModel

/// Whether a response's headers suggest that events are held back on their way, and which headers do.
struct BufferingVerdict: Equatable {
  var sentence: String
  var role: Role

  init(_ head: ResponseHead) {
    var signs: [String] = []
    let coding = head.values(of: "Content-Encoding").filter { $0.lowercased() != "identity" }
    if let coding = coding.first { signs.append("Content-Encoding: \(coding) (a compressor may hold events back)") }
    if let length = head.values(of: "Content-Length").first {
      signs.append("Content-Length: \(length) (a body of known length is no live stream)")
    }
    let buffering = head.values(of: "X-Accel-Buffering").first?.lowercased()
    if buffering == "yes" { signs.append("X-Accel-Buffering: yes") }
    if buffering != "no", let proxy = head.values(of: "Via").first {
      signs.append("Via: \(proxy) (a proxy, not told not to buffer)")
    }
    guard !signs.isEmpty else {
      sentence = buffering == "no" ? "unlikely; X-Accel-Buffering: no" : "no header speaks of it"
      role = .value
      return
    }
    sentence = "possible: " + signs.joined(separator: "; ")
    role = .warning
  }
}
