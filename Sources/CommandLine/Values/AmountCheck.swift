import ArgumentParser
import EventFiles
import Text

/// Looks at the amounts among settings before the argument parser does, which would not say what they can be.
enum AmountCheck {
  /// - Throws: for a value that is no amount of its option's kind.
  static func check(_ settings: [OptionWord]) throws(UsageError) {
    for setting in settings {
      guard let kind = kinds[setting.name], let value = setting.value, kind.init(argument: value) == nil else {
        continue
      }
      let shown = Printable.text(String(value.prefix(40)))
      throw UsageError("The value '\(shown)' is invalid for '--\(setting.name)': it is \(kind.forms).", setting.origin)
    }
  }

  private static let kinds: [String: any Amount.Type] = [
    "connect-timeout": Seconds.self, "max-time": Seconds.self, "idle-timeout": Seconds.self,
    "retry-delay": Milliseconds.self, "max-retries": Count.self, "max-events": Count.self, "retry-on": StatusList.self,
    "max-event": ByteCount.self, "buffer": ByteCount.self, "rotate": ByteCount.self, "speed": PlaybackSpeed.self,
    "from": RecordedTime.self, "to": RecordedTime.self, "fps": FrameRate.self,
  ]
}
