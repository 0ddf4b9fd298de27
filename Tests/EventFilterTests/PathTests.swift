import TestSupport
import Testing

@Suite struct PathTests {
  private static let data = """
    {"a":{"b":[{"c":1},{"c":"two"}],"odd key":{"x":null}},"n":10,"s":"Ten","e":"","t":true,"f":false,"z":null,\
    "items":[{"sku":"A1","qty":2},{"sku":"B2","qty":0.5}],"big":123456789012345678901234567890,"neg":-1.50e1,\
    "price":"0.25","date":"2026-11-21","esc\\u0061pe":"l1\\nl2 \\u00e9 \\ud83d\\ude00","$id":7,"x-y":1,"o":{}}
    """

  @Test(arguments: [
    ".a", ".a.b", ".a.b[0].c", ".a.b[1]", ".[\"a\"].b", ".\"a\".b", ".a[\"odd key\"]", ".['a'][\"odd key\"]", ".n",
    ".s", ".e",
    ".t", ".", ".items[]", ".items[].sku", ".[]", ".o", ".$id", ".x-y", ".escape",
    ".a.b[0].c=1", ".a.b[0].c = 1", ".a.b[1].c=two", ".a.b[].c=two", ".n=10", ".n=10.0", ".n=1e1", ".n==10", ".n!=11",
    ".n>9",
    ".n>=10", ".n<=10", ".n<11", ".n>-1", ".n>9.999999999999999999999999", ".neg=-15", ".neg<0", ".neg<-14.999",
    ".neg>-15.1",
    ".big=123456789012345678901234567890", ".big>123456789012345678901234567889", ".big<123456789012345678901234567891",
    ".big!=123456789012345678901234567891", ".s=Ten", ".s='Ten'", ".s~ten", ".s~^T", ".s~/TEN/i", ".s!~x", ".s=~en$",
    ".s>Sen",
    ".s!=ten", ".e=''", ".t=true", ".f=false", ".z=null", ".t!=false", ".z!=true", ".f!='false'",
    ".a[\"odd key\"].x=null",
    ".items[].qty<1", ".items[].qty>1", ".items[].sku=B2", ".items[].sku!=A1", "!.items[].sku=C3", ".items[0].sku=A1",
    ".price<1", ".price=0.250", ".price='0.25'", ".price!='0.250'", ".date>2026", ".date>=2026-11-21", ".date<2026-12",
    ".escape~^l2", ".escape='l1\\nl2 é 😀'", ".o~/^\\{\\}$/", ".items~sku", ".n~^10$", ".big~9012", ".z~null",
    ".a.b~'\"c\":1'",
    "!.missing", "!.z", "!.f", "!.missing=1", "!.missing!=1", "!.n=9", ".n > 9 .n < 11", "ten .n=10", ".t != null",
  ]) func `a path that holds`(expression: String) throws {
    #expect(try matches(expression, data: Self.data))
  }

  @Test(arguments: [
    ".missing", ".a.c", ".a.b.c", ".a[0]", ".a.b[2]", ".z", ".f", ".n.x", ".n[0]", ".odd", ".\"odd key\"", ".[0]",

    ".missing!=1", ".missing=null", ".n=11", ".n!=10", ".n!=1e1", ".n>10", ".n<10", ".n='10'", ".n=ten", ".s=ten",
    ".s=te", ".s>Ten",
    ".s~/ten/ .s~/TEN/", ".t=false", ".t='true'", ".z=false", ".t>0", ".z<1", ".items[1].sku=A1", ".items[].qty>2",
    ".big=123456789012345678901234567891", ".big<123456789012345678901234567890", ".big=123456789012345680000000000000",
    ".price='0.250'", ".price>1", ".date<2026", ".s!~ten", ".a=null", ".o={}", ".items[].sku=C3", ".x",
  ]) func `a path that does not hold`(expression: String) throws {
    #expect(try !matches(expression, data: Self.data))
  }

  @Test(arguments: [
    ("0.8371294", ". > 0.5", true), ("0.8371294", ".>0.9", false), ("[1,2,3]", ".[1]=2", true),
    ("[1,2,3]", ".[]>2", true),
    ("[]", ".", true), ("null", ".", false), ("\"x\"", ".=x", true), (" {\"a\" : [ 1 , { } ] } ", ".a[0]=1", true),
    ("[[1,[2]],[[3]]]", ".[1][0][0]=3", true), ("[[1,[2]],[[3]]]", ".[0][1]", true),
    ("[[1,[2]],[[3]]]", ".[][][]", true),
    ("{\"a\":{\"a\":1},\"b\":{\"a\":2}}", ".a=2", false), ("{\"a\":{\"a\":1},\"b\":{\"a\":2}}", ".[].a=2", true),
    ("{\"a\":[{\"b\":1}],\"b\":2}", ".b=1", false), ("{\"a\":1,\"a\":2}", ".a=2", true),
    ("{\"a\":{\"b\":0}}", ".a.b.c", false),
    ("{\"b\":{\"c\":5},\"a\":{\"b\":{\"c\":1}}}", ".a.b.c=5", false), ("{\"\":1}", ".[\"\"]", true),
    ("-0", ".=0", true), ("{\"😀\":1}", #".["\ud83d\uDE00"]=1"#, true),
    ("{\"a\":\"😀é\"}", #".a='\ud83d\ude00\u00e9'"#, true),
    ("0.000", ".=-0e5", true), ("1e400", ".>1e399", true), ("1e-400", ".>0", true), ("100", ".=1e2", true),
    ("1.10", ".=1.1", true),
    ("0.1", ".<0.10000000000000000001", true), ("1e99999999999999999999", ".>1e9", true),
    ("-1e99999999999999999999", ".<0", true),
  ]) func `any JSON value can be asked`(data: String, expression: String, isMatch: Bool) throws {
    #expect(try matches(expression, data: data) == isMatch)
  }

  @Test(arguments: [
    "[DONE]", "", "{\"a\":1", "{\"a\":1}}", "{\"a\":1} x", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":+1}",
    "{\"a\":tru}",
    "{a:1}", "{\"a\":1]", "[{\"a\":1}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
    "{\"a\":1}{\"a\":1}",
    "{\"a\":\"\u{1}\"}", "{\"a\":1e}", "{,\"a\":1}", "{\"a\":-}", "{\"a\":1}\u{0}", "NaN", "'a'", "{\"a\":\"",
  ]) func `what is no JSON has no paths`(data: String) throws {
    #expect(try !matches(".a", data: data))
    #expect(try !matches(".[]", data: data))
    #expect(try !matches(".", data: data))
    #expect(try matches("!.", data: data))
  }

  @Test(arguments: 0..<40) func `numbers lie to each other as their digits do`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let (left, right) = (Int.random(in: -9999...9999, using: &dice), Int.random(in: -9999...9999, using: &dice))
      let data = Self.written(left, &dice)
      let value = Self.written(right, &dice)
      for (sign, holds) in [
        ("=", left == right), ("!=", left != right), ("<", left < right), ("<=", left <= right), (">", left > right),
        (">=", left >= right),
      ] { #expect(try matches(". \(sign) \(value)", data: data) == holds, "\(data) \(sign) \(value)") }
      #expect(try matches(".=\(Self.written(left, &dice))", data: data))
    }
  }

  /// The thousandth part of a number, in one of the many ways to write it.
  private static func written(_ thousandths: Int, _ dice: inout SeededGenerator) -> String {
    let shift = Int.random(in: -12...12, using: &dice)
    let digits = String(thousandths.magnitude)
    let zeros = String(repeating: "0", count: Int.random(in: 0...6, using: &dice))
    let sign = thousandths < 0 ? "-" : ""
    let mark = ["e", "E"].randomElement(using: &dice) ?? "e"
    let fraction = "\(String(repeating: "0", count: max(shift, 0)))\(digits)\(zeros)"
    // 0.000digits × 10^n
    return "\(sign)0.\(fraction)\(mark)\(max(shift, 0) + digits.count - 3)"
  }
}
