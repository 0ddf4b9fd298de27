/// Opens a stream and leaves it at that.
struct Silent: Route {
  let path = "/silent"
  let crossOrigin = CrossOrigin.anyone
  let summary = "an open stream in which nothing ever comes"

  func answer(_ request: Request) -> Answer {
    .stream { _ in }
  }
}
