/// What a running source reports, in order.
public enum Report: Equatable, Sendable {
  /// The connection's state has changed.
  case state(ConnectionMachine.State, at: Moment)
  /// A response's head has come; whether it opens the stream, the next state tells.
  case head(ResponseHead)
  /// The connection stands, or the request was sent; after a redirect once more.
  case progress(RequestProgress, at: Moment)
  /// The request that is on its way does not carry the last event ID.
  case unsentID(UnsentID, at: Moment)
  /// The start of the body of a response that is no event stream, which often says why.
  case refusal([UInt8])
  /// Bytes have come, and what they completed.
  case batch(Batch)
  /// A file was read so far; only of files under control.
  case reached(FilePlace)
  /// A file is read from another place on.
  ///
  /// - number: which jump it was; repeats: whether what comes now was reported before, until it is told otherwise.
  case jumped(number: Int, repeats: Bool)
  /// What comes now was not reported before.
  case caughtUp
}

/// Why a request does not carry the last event ID that there is.
public enum UnsentID: Equatable, Sendable {
  /// - limit: the longest that is sent, in bytes.
  case tooLong(bytes: Int, limit: Int)
  /// The server did not take the request that carried it.
  case refused
}
