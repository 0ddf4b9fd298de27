/// A web page where an event stream is expected, as from a proxy or a login.
struct WebPage: Route {
  let path = "/html"
  let summary = "a web page with status 200 instead of a stream"

  func answer(_ request: Request) -> Answer {
    .whole(
      .document(
        "text/html; charset=utf-8",
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Not a stream</title></head>
        <body><h1>Not a stream</h1><p>Please log in.</p></body>
        </html>

        """))
  }
}
