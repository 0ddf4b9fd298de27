import CurlTransport
import Foundation
import StreamModel
import TestSupport
import Testing
import Usage

@testable import CommandLine

/// Properties of the reading of words.
@MainActor @Suite struct OptionWordsTests {
  /// A random option, and the settings that it means.
  static func option(_ dice: inout SeededGenerator) -> (option: OptionTable.Option, value: String?) {
    let options = OptionTable.options.filter { !$0.isRefused }
    let option = options.randomElement(using: &dice) ?? options[0]
    return (option, option.takesValue ? value(for: option, &dice) : nil)
  }

  /// A file's name does not begin as an option does.
  static func value(for option: OptionTable.Option, _ dice: inout SeededGenerator) -> String {
    (option.meaning == .file ? "./" : "") + dice.hostileWords(count: Int.random(in: 1...6, using: &dice))
  }

  static func spelled(_ option: OptionTable.Option, _ value: String?, _ dice: inout SeededGenerator) -> [String] {
    let name = "--\(option.name)"
    guard let value else { return [option.letter.map { Bool.random(using: &dice) ? "-\($0)" : name } ?? name] }
    switch Int.random(in: 0...3, using: &dice) {
    case 0: return ["\(name)=\(value)"]
    case 1: return option.letter.map { ["-\($0)\(value)"] } ?? [name, value]
    case 2: return option.letter.map { ["-\($0)", value] } ?? [name, value]
    default: return [name, value]
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `however options are spelled, they mean the same`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let options = (0..<8).map { _ in Self.option(&dice) }
    let plain = options.flatMap { ["--\($0.option.name)"] + ($0.value.map { [$0] } ?? []) }
    let spelled = options.flatMap { Self.spelled($0.option, $0.value, &dice) }
    #expect(
      try OptionWords.settings(spelled, from: .commandLine) == OptionWords.settings(plain, from: .commandLine))
  }

  @Test(arguments: UInt64(0)..<200)
  func `a bundle means its letters one by one`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let flags = OptionTable.options.filter(\.isFlag).compactMap(\.letter)
    let letters = (0..<Int.random(in: 1...9, using: &dice)).compactMap { _ in flags.randomElement(using: &dice) }
    let lasts = OptionTable.options.filter { $0.takesValue && $0.letter != nil }
    let option = lasts.randomElement(using: &dice) ?? lasts[0]
    let last = option.letter ?? "X"
    let value = Self.value(for: option, &dice)
    let single = letters.map { "-\($0)" } + ["-\(last)", value]
    for bundle in [
      ["-\(letters.map(String.init).joined())\(last)\(value)"],
      ["-\(letters.map(String.init).joined())\(last)", value],
    ] {
      #expect(try OptionWords.settings(bundle, from: .commandLine) == OptionWords.settings(single, from: .commandLine))
    }
  }

  @Test(arguments: UInt64(0)..<100)
  func `any words are read or refused`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let beginnings = ["", "-", "--", "---", "--no-", "-X", "--data=", "--json", "-K", "@", "-sN", "--demo", "--help="]
    let words = (0..<5).map { _ in
      (beginnings.randomElement(using: &dice) ?? "") + dice.hostileWords(count: Int.random(in: 0...5, using: &dice))
    }
    do { _ = try Invocation.read(words, in: .made(input: dice.hostileWords(count: 40))) } catch {
      #expect(!error.message.isEmpty)
    }
  }

  @Test func `no option is in the table twice`() {
    #expect(Set(OptionTable.options.map(\.name)).count == OptionTable.options.count)
    let letters = OptionTable.options.compactMap(\.letter)
    #expect(Set(letters).count == letters.count)
  }

  /// Values of every kind.
  static let values = ["", "1", "1.0", "404", "max", "text", "auto", "light", "word", "anthropic", "error", "id"]

  @Test func `every option that is told sets a field, and one alone`() throws {
    let handled: Set<String> = ["config", "disable", "help", "version"]
    for option in OptionTable.sections.flatMap(\.options) where option.help != nil && !handled.contains(option.name) {
      if case .synonym(let other, _) = option.meaning {
        #expect(OptionTable.option(named: other)?.field != nil, "--\(option.name)")
        continue
      }
      let field = try #require(option.field, "--\(option.name)")
      let changed = Self.values.filter { value in
        var options = Options()
        return field.set(&options, value) && options != Options()
      }
      #expect(!changed.isEmpty, "--\(option.name)")
      #expect(option.takesValue == (option.help?.value != nil) || option.name == "demo", "--\(option.name)")
    }
  }

  @Test func `of an option that is given again, the later value counts unless it adds up`() throws {
    for option in OptionTable.sections.flatMap(\.options) where option.takesValue {
      guard let field = option.field, let value = Self.values.last(where: { Self.options(field, $0) != nil }) else {
        continue
      }
      let (once, twice) = (Self.options(field, value), Self.options(field, value, value))
      #expect((once != twice) == (field.addsUp || option.name == "url"), "--\(option.name)")
    }
  }

  /// `nil` if a value is wrong.
  private static func options(_ field: OptionTable.Field, _ values: String...) -> Options? {
    var options = Options()
    return values.allSatisfy { field.set(&options, $0) } ? options : nil
  }

  /// So many that work which grows with their square would not end in the suite's time.
  @Test(
    .timeLimit(.minutes(20)),
    arguments: [
      ["--states"], ["-H", "a: b"], ["--fps", "30"], ["--compressed", "--no-compressed"], ["--data", "a"],
      ["http://localhost/x"], ["--type", "t"], ["--http2", "--http1.1"], ["-m", "1"], ["-sN"],
    ])
  func `thousands of words take no more time for each than one`(word: [String]) throws {
    let words = Array(repeating: word, count: 8_000).flatMap(\.self)
    let invocation = try Invocation.of(words + ["http://localhost/y"])
    let isURL = word == ["http://localhost/x"]
    #expect(invocation.inputs.count == (isURL ? 8_001 : 1))
    #expect(invocation.request(for: SourceURL("http://localhost/")).headers.count == (word[0] == "-H" ? 8_000 : 0))
    guard !isURL else { return }
    let text = words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    _ = try Invocation.of(["localhost"], in: .made(environment: ["SSE_TOP_OPTS": text]))
    let lines = stride(from: 0, to: words.count, by: word.count).map { place in
      words[place..<(place + word.count)].map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(
        separator: word[0].hasPrefix("-") && word.count == 2 && !word[1].hasPrefix("-") ? " " : "\n")
    }
    _ = try Invocation.of(["-K", "-", "localhost"], in: .made(input: lines.joined(separator: "\n")))
  }

  @Test(.timeLimit(.minutes(20)), arguments: ["--fps=x", "--filter=/(/", "-H @none", "--header=none"])
  func `the wrong one of thousands is found`(wrong: String) throws {
    let lines = (0..<4_000).map { "--header h\($0): \($0)" }
    let text = (lines + [wrong] + lines).joined(separator: "\n")
    let environment = Environment.made(
      files: ["/h/.config/sse-top/config": text], environment: ["HOME": "/h"])
    let error = #expect(throws: UsageError.self) { try Invocation.of(["localhost"], in: environment) }
    #expect(error?.origin == .file("/h/.config/sse-top/config", line: 4_001))
  }

  @Test func `a value that another one replaces is right all the same`() {
    for words in [["--fps", "x", "--fps", "30"], ["-m", "x", "-m", "1"], ["--color=nope", "--color", "auto"]] {
      #expect(throws: UsageError.self) { try Invocation.of(words + ["localhost"]) }
    }
  }

  @Test func `help is in groups, and no line is longer than 80`() throws {
    let text = HelpText(.ofSSETop, columns: 80).text
    for title in ["ARGUMENTS:", "REQUEST:", "CONNECTION:", "TLS:", "STREAM:", "OUTPUT:", "DISPLAY:"] {
      #expect(text.contains("\n\(title)\n"))
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
