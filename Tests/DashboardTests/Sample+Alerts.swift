import EventFilter
import StreamModel

@testable import Dashboard

extension Sample {
  /// The scenes of what the user is called for.
  var alertScene: Scene {
    var scene = Self.full()
    scene.type("Aevent=order /39[05]|350/\n")
    scene.view.alertedEvents = 1234
    scene.view.message = nil
    switch self {
    case .alertedFrozen:
      scene.type(":stop-on .n=7\n")
      for number in 0..<40 {
        scene.receive("event: order\ndata: {\"n\":\(number),\"total\":\(number % 9 == 0 ? 350 : 5)}\n\n")
      }
      let position = scene.state.log.positions.upperBound - 22
      if let filter = try? EventFilter(".n=18") {
        scene.view.stop(at: position, filter, in: scene.state, at: scene.now)
      }
      scene.receive("data: later\n\n")
    case .alertPrompt:
      scene.press("A")
      scene.type(" .price>")
    default: break
    }
    return scene
  }
}
