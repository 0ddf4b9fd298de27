/// How the screen is to be, as the command line says.
nonisolated struct ScreenOptions: Equatable, Sendable {
  var theme = Theme.standard
  /// Whether colours are wanted, if the terminal has any.
  var hasColours = true
  /// ASCII only, whatever the locale can say.
  var isASCII = false
  var hasMouse = false
  /// A ceiling, whatever happens.
  var framesPerSecond = 60
}
