import EventFiles
import Glibc

/// A file that is there when all of it is.
nonisolated enum WholeFile {
  /// Writes one.
  ///
  /// - Parameter overwrites: whether a file that is there is replaced.
  static func write<Result>(
    to path: String, overwrites: Bool, _ body: (RecordingFile) throws(RecordingFile.Failure) -> Result
  ) throws(RecordingFile.Failure) -> Result {
    // What is replaced stays until the new file is whole.
    let isReplaced = overwrites && FileIdentity(path: path) != nil
    let file = try isReplaced ? RecordingFile(replacing: path) : RecordingFile(creating: path)
    do throws(RecordingFile.Failure) {
      let result = try body(file)
      try file.settle()
      return result
    } catch {
      // Half a file would be taken for all of it.
      if !isReplaced, file.identity != nil { unlink(path) }
      throw error
    }
  }
}
