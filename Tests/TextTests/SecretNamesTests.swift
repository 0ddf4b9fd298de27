import Testing

@testable import Text

/// What must not be shown, wherever it stands.
@Suite struct SecretNamesTests {
  @Test(arguments: [
    "Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "X-API-Key", "x-auth-token", "Client-Secret",
    "X-Amz-Security-Token", "X-Amz-Signature", "X-Session", "pw", "user_pw", "userPw", "code", "smsCode", "otp", "hmac",
    "bearer", "ticket", "access-token", "auth[token]", "auth%5Btoken%5D", "%74oken", "%2574oken", "PHPSESSID", "sid",
    "SAMLResponse", "client_assertion", "passwd", "pin",
  ])
  func `a name that sounds like a credential is secret`(name: String) { #expect(SecretNames.contains(name)) }

  @Test(arguments: [
    "Accept", "Content-Type", "Content-Encoding", "Last-Event-ID", "Cache-Control", "Server", "X-Request-ID",
    "WWW-Authenticate", "Proxy-Authenticate", ":authority", "status_code", "countryCode", "postcode", "spinner", "side",
    "hotpath", "",
  ])
  func `other names are not`(name: String) { #expect(!SecretNames.contains(name)) }

  @Test(arguments: ["X-Signature", "X-Hub-Signature-256", "X-Api-Key"])
  func `what is secret in a request is secret in a response`(name: String) {
    #expect(HeaderMask.shown(name, "SECRET") == "***")
    #expect(RequestMask.shown(["GET / HTTP/1.1", "\(name): SECRET"]) == ["GET / HTTP/1.1", "\(name): ***"])
  }

  @Test(arguments: [
    ("http://x/?token=abc;SECRET&b=2", "http://x/?token=***&b=2"), ("http://x/#token=a#SECRET", "http://x/#token=***"),
    ("http://x/?token=a?SECRET", "http://x/?token=***"), ("http://x/?token=a#SECRET", "http://x/?token=***"),
    ("http://x/?a=1;token=SECRET;b=SECRET&c=3", "http://x/?a=1;token=***&c=3"),
    ("http://x/y;jsessionid=SEC/RET?a=1", "http://x/y;jsessionid=***?a=1"),
    ("http://x/?auth%5Bpw%5D=SECRET", "http://x/?auth%5Bpw%5D=***"),
    ("http://x/?next=http%3A%2F%2Fu%3ASECRET%40y%2F&a=1", "http://x/?next=***&a=1"),
    ("http://x/?next=http://u:SECRET@y/&a=1", "http://x/?next=http://***@y/&a=1"),
    ("http://x/?next=%2Fy%3Ftoken%3DSECRET", "http://x/?next=***"), ("http://x/?token%3DSECRET", "http://x/?***"),
    ("http://x/http://u:SECRET@y/?a=1", "http://x/http://***@y/?a=1"),
    ("/y?token=SECRET", "/y?token=***"), ("//u:SECRET@y/", "//***@y/"), ("u:SECRET@y/z", "***@y/z"),
    ("http://x/#/route?code=SECRET", "http://x/#/route?code=***"),
    ("http://[::1]/?mail=a@b", "http://[::1]/?mail=a@b"), ("http://x/a%2Fb?c=%20d", "http://x/a%2Fb?c=%20d"),
    ("mailto:a@b", "mailto:a@b"), ("", ""),
  ])
  func `a secret's value is masked in its longest reading, in any URL`(url: String, shown: String) {
    #expect(MaskedURL(url).text == shown)
  }

  @Test func `what was masked is known, in every reading`() {
    #expect(MaskedURL("http://me:a%40b@x/?token=c;d").secrets == ["a%40b", "a@b", "c;d", "c"])
    #expect(MaskedURL("http://ghp_1@x/").secrets == ["ghp_1"])
  }

  @Test func `percent signs in any number take no time and no stack`() {
    let url = "http://x/?a=" + String(repeating: "%25", count: 1 << 16)
    #expect(MaskedURL(url).text == url)
  }

  @Test(arguments: [
    ("Link", "<https://me:SECRET@x/?key=SECRET>; rel=\"next\"", "<https://***@x/?key=***>; rel=\"next\""),
    ("Refresh", "5; url=/x?token=SECRET", "5; url=/x?token=***"), ("Refresh", "5;url=//u:SECRET@x", "5;url=//***@x"),
    ("Referer", "http://u:SECRET@x/?q=1", "http://***@x/?q=1"), ("Location", "/?code=SECRET", "/?code=***"),
    ("Authorization", "Bearer SECRET", "Bearer ***"), ("Authorization", "SECRET it is", "***"), ("X-Key", "", ""),
    ("X-Note", "id=1; token=\"SECRET\"", "id=1; token=***"),
    ("Date", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ("Cache-Control", "no-cache, max-age=0", "no-cache, max-age=0"),
  ])
  func `a header is shown without its secrets`(name: String, value: String, shown: String) {
    #expect(HeaderMask.shown(name, value) == shown)
  }
}
