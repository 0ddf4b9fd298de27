import Glibc
import TestSupport
import Testing

@testable import Terminal

@MainActor @Suite struct OtherProgramTests {
  @Test func `The clipboard's sequence is wrapped for who stands between`() {
    let plain = "\u{1B}]52;c;aGk=\u{7}"
    func sequence(_ multiplexer: Multiplexer?) -> String {
      String(decoding: OSC52.sequence(Array("hi".utf8), inside: multiplexer), as: UTF8.self)
    }
    #expect(sequence(nil) == plain)
    #expect(sequence(.tmux) == plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\")
    #expect(sequence(.screen) == "\u{1B}P" + plain + "\u{1B}\\")
  }

  @Test(
    arguments: [
      ([:], [], nil), (["TMUX": ""], [7], nil), (["STY": ""], [7], nil),
      (["TMUX": "/tmp/x,7,0", "TERM": "screen"], [3], .tmux), (["STY": "5.pts-1.host", "TERM": "xterm"], [3], .screen),
      // GNU screen inside tmux, and tmux inside GNU screen: whoever is nearer, whatever TERM is.
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "tmux-256color"], [9, 5, 8, 7], .screen),
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "screen"], [9, 7, 8, 5], .tmux),
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "screen"], [9, 7], .tmux),
      // Neither is an ancestor.
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "screen"], [9], .screen),
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "screen.xterm-256color"], [], .screen),
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "screen-256color"], [], .tmux),
      (["TMUX": "/tmp/x,7,0", "STY": "5.pts", "TERM": "tmux-256color"], [], .tmux),
      (["TMUX": "x", "STY": "y", "TERM": "tmux"], [9], .tmux), (["TMUX": "x", "STY": "y"], [1], .tmux),
    ] as [([String: String], [pid_t], Multiplexer?)])
  func `The innermost multiplexer counts`(environment: [String: String], ancestors: [pid_t], expected: Multiplexer?) {
    #expect(Multiplexer.innermost({ environment[$0] }, ancestors: ancestors) == expected)
  }

  @Test func `The parent is the first ancestor`() { #expect(Multiplexer.ancestors.first == getppid()) }

  @Test func `GNU screen gets a long text in pieces that it passes on`() {
    let bytes = [UInt8](repeating: 0x41, count: 5_000)
    let text = String(decoding: OSC52.sequence(bytes, inside: .screen), as: UTF8.self)
    let pieces = text.split(separator: "\u{1B}\\").map { $0.dropFirst(2) }
    #expect(pieces.allSatisfy { $0.utf8.count <= 512 })
    #expect(Array(pieces.joined().utf8) == OSC52.sequence(bytes, inside: nil))
  }

  @Test func `A notice is one sequence, whatever its text, and no command`() {
    func sequence(_ text: String, _ multiplexer: Multiplexer? = nil) -> String {
      String(decoding: OSC9.sequence(text, inside: multiplexer), as: UTF8.self)
    }
    #expect(sequence("sse-top: ALERT 1: é") == "\u{1B}]9;sse-top: ALERT 1: é\u{7}")
    #expect(sequence("a\u{7}\u{1B}\\b\u{9C}\u{18}\n") == "\u{1B}]9;a\\b\u{7}")
    #expect(sequence("\u{7}7;reboot") == "\u{1B}]9; 7;reboot\u{7}")
    // Only what is wrapped: tmux may come to show notices of its own.
    #expect(sequence("a", .tmux) == "\u{1B}Ptmux;\u{1B}\u{1B}]9;a\u{7}\u{1B}\\")
    #expect(sequence("a", .screen) == "\u{1B}P\u{1B}]9;a\u{7}\u{1B}\\")
  }

  @Test func `The limit makes a sequence of 100,000 bytes`() {
    #expect(OSC52.sequence([UInt8](repeating: 0, count: OSC52.limit), inside: nil).count <= 100_000)
  }

  @Test(
    arguments: [
      ([:], []), (["WAYLAND_DISPLAY": "w", "DISPLAY": ":0"], ["wl-copy", "xclip", "xsel"]), (["DISPLAY": ""], []),
      (["TMUX": "t", "WSL_DISTRO_NAME": "d"], ["clip.exe", "tmux"]),
    ] as [([String: String], [String])])
  func `The local clipboard is the one of the user's environment`(environment: [String: String], names: [String]) {
    #expect(ClipboardTool.tools { environment[$0] }.map(\.name) == names)
  }

  @Test func `A pager gets cleaned text, an editor and a command the bytes as they are`() {
    let bytes = Array("a\u{1B}[2Jb\n漢\u{9B}c\n".utf8)
    let environment: (String) -> String? = { ["PAGER": "less -S", "EDITOR": "ed"][$0] }
    let pager = OtherProgram.pager(bytes, environment: environment)
    #expect(!pager.bytes.contains(0x1B))
    #expect(pager.bytes.filter { $0 == 10 }.count == 2)
    #expect(pager.words(path: "/x y") == ["/bin/sh", "-c", "less -S \"$1\"", "sh", "/x y"])
    #expect(OtherProgram.editor(bytes, environment: environment).bytes == bytes)
    #expect(OtherProgram.editor(bytes, environment: environment).command == "ed")
    #expect(OtherProgram.editor(bytes) { $0 == "VISUAL" ? " " : nil }.command == "vi")
    #expect(OtherProgram.pipe(to: "wc -c", bytes).words(path: "/x") == ["/bin/sh", "-c", "wc -c"])
  }

  @Test func `A pager gets the escapes of JSON as text, and control characters in them as marks`() {
    let bytes =
      Array(#"{"a":"\u4f60\ud83d\ude00","b":"\u001b[2J\n\"\ud800"}"#.utf8) + Array("\nC:\\new \"\\u0041\"\n".utf8)
    let pager = OtherProgram.pager(bytes) { _ in nil }
    let lines = String(decoding: pager.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && !pager.bytes.contains(0x1B))
    #expect(lines.first?.hasSuffix(#"\"\ud800"}"#) == true && lines.first?.contains(#"\u4f60"#) == false)
    #expect(lines.last == #"C:\new "\u0041""#)
  }

  @Test func `How another program ended is said, unless it ended well`() {
    let program = OtherProgram.pipe(to: "x\u{1B}y", [])
    #expect(program.sentence(.exited(status: 0)) == nil)
    #expect(program.sentence(.exited(status: 127))?.hasSuffix("not found (the command)") == true)
    #expect(program.sentence(.exited(status: 1))?.hasSuffix("ended with status 1") == true)
    #expect(program.sentence(.killed(signal: SIGKILL))?.contains("signal 9 (Killed)") == true)
    #expect(program.sentence(.killed(signal: 9))?.contains("\u{1B}") == false)
  }

  @Test func `A temporary file is the user's alone, and goes`() throws {
    let file = try TemporaryFile(Array("secret".utf8), suffix: ".json", in: nil)
    var facts = stat()
    #expect(stat(file.path, &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
    #expect(facts.st_size == 6)
    #expect(file.path.hasPrefix("/tmp/sse-top-") && file.path.hasSuffix(".json"))
    file.remove()
    #expect(access(file.path, F_OK) != 0)
    #expect(throws: TemporaryFile.Failure.self) { _ = try TemporaryFile([], in: "/nonexistent") }
  }

  @Test func `A child reads what it is given, and its end is known`() async throws {
    func end(_ script: String, _ input: String = "") async throws -> Child.Change? {
      let file = try TemporaryFile(Array(input.utf8), in: nil)
      return await (try Child.start(["/bin/sh", "-c", script], input: file.descriptor, output: nil))
        .end(within: .seconds(60))
    }
    #expect(try await end("exit 3") == .exited(status: 3))
    #expect(try await end("kill -TERM $$") == .killed(signal: SIGTERM))
    #expect(try await end("test \"$(cat)\" = hello", "hello") == .exited(status: 0))
    #expect(throws: Child.Failure.notFound) { _ = try Child.start(["no-such-program"], input: nil, output: nil) }
  }

  @Test func `A child that does not end in time is ended`() async throws {
    let child = try Child.start(["sleep", "1000"], input: nil, output: nil)
    #expect(await child.end(within: .milliseconds(1)) == nil)
    let stopped = try Child.start(["/bin/sh", "-c", "kill -STOP $$"], input: nil, output: nil)
    #expect(await stopped.end(within: .seconds(60)) == nil)
  }
}
