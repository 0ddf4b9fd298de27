import Glibc
import NIOCore

/// Why the server cannot start.
enum ServerFailure: Error, CustomStringConvertible {
  case unknownHost(String)
  case portInUse(host: String, port: Int)
  case cannotListen(host: String, port: Int, reason: String)
  case badPort(String)
  case cannotOpen(path: String, reason: String)
  /// The system is too narrow; with what it does not let the server have, and where that is set.
  case noRoom(String)
  case notARecording(path: String, reason: String)

  init(_ error: any Error, host: String, port: Int) {
    if let failure = error as? ServerFailure {
      self = failure
    } else if let error = error as? IOError {
      self =
        error.errnoCode == EADDRINUSE
        ? .portInUse(host: host, port: port)
        : .cannotListen(host: host, port: port, reason: reason(error.errnoCode))
    } else {
      self = .cannotListen(host: host, port: port, reason: "\(error)")
    }
  }

  /// The sentence for people.
  var description: String {
    switch self {
    case .unknownHost(let host):
      "The host \"\(host)\" has no address that could be found."
    case .portInUse(let host, let port):
      "Port \(port) of \(host) is in use by another program; choose another with --port, or 0 for a free one."
    case .cannotListen(let host, let port, let reason):
      "Cannot listen on port \(port) of \(host): \(reason)."
    case .badPort(let text):
      "The environment variable PORT is \"\(text)\", which is not a port number from 0 to 65535."
    case .cannotOpen(let path, let reason):
      "Cannot open \(JSONText.quoted(path)): \(reason)."
    case .noRoom(let lack):
      "The system has no room for \(lack)."
    case .notARecording(let path, let reason):
      "\(JSONText.quoted(path)) cannot be served: \(reason)."
    }
  }
}

/// The system's words for an error number.
func reason(_ errnoCode: CInt) -> String {
  strerror(errnoCode).map { String(cString: $0) } ?? "error \(errnoCode)"
}
