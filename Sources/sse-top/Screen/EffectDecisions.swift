import StreamModel

/// What the key that connects and disconnects does: all connections go the same way.
nonisolated enum ConnectionSwitch: Equatable {
  /// Only files are read.
  case nothing
  /// The indices of the sources to connect.
  case connect([Int])
  /// The indices of the sources to disconnect.
  case disconnect([Int])

  /// - Parameter sources: whether each is a connection and no file, and its state.
  init(_ sources: [(isConnection: Bool, state: ConnectionMachine.State)]) {
    let connections = sources.indices.filter { sources[$0].isConnection }
    let open = connections.filter { !sources[$0].state.isClosed }
    self = connections.isEmpty ? .nothing : open.isEmpty ? .connect(connections) : .disconnect(open)
  }
}

/// A recording that the user asks for.
nonisolated struct RecordingWish: Equatable {
  /// As it was typed.
  let name: String
  /// Names of the files that it may replace.
  let replaced: Set<String>
  /// A file that is there, which the user is asked about.
  var obstacle: String?

  /// - Parameters:
  ///   - path: what was typed, or the file that may be replaced.
  ///   - previous: the wish that was put off last.
  init(_ path: String, overwrites: Bool, after previous: RecordingWish?) {
    // With several sources, or a rotation, the file has another name than the one that was typed, and there may be more.
    if overwrites, let previous, previous.obstacle == path {
      (name, replaced) = (previous.name, previous.replaced.union([path]))
    } else {
      (name, replaced) = (path, [])
    }
  }
}
