/// How the screen is to be, as the command line says.
package struct ScreenOptions: Equatable, Sendable {
  package var theme = Theme.standard
  /// Whether colours are wanted, if the terminal has any.
  package var hasColours = true
  /// ASCII only, whatever the locale can say.
  package var isASCII = false
  package var hasMouse = false
  package var layout = LayoutChoice.auto
  /// A ceiling, whatever happens.
  package var framesPerSecond = 60

  package init() {}
}
