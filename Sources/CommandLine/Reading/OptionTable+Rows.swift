/// What rows of the table are made by, one function for each kind of value.
extension OptionTable {
  static func flag(
    _ name: String, letter: Unicode.Scalar? = nil, _ help: String?, set: @escaping @Sendable (inout Options) -> Void
  ) -> Option {
    let field = Field(
      set: { options, _ in
        set(&options)
        return true
      }, values: .any)
    return Option(name: name, letter: letter, meaning: .flag, field: field, help: help.map { Help(text: $0) })
  }

  /// Any text, of which the last one given counts.
  static func text(
    _ name: String, letter: Unicode.Scalar? = nil, _ value: String, _ help: String, completed: Completed = .nothing,
    set: @escaping @Sendable (inout Options, String) -> Void
  ) -> Option {
    Option(
      name: name, letter: letter, meaning: .value, field: anyText(set),
      help: Help(value: value, text: help, completed: completed))
  }

  /// Texts that add up.
  static func texts(
    _ name: String, letter: Unicode.Scalar? = nil, _ value: String, _ help: String,
    add: @escaping @Sendable (inout Options, String) -> Void
  ) -> Option {
    var option = text(name, letter: letter, value, help, set: add)
    option.field?.addsUp = true
    return option
  }

  /// A file to be written.
  static func file(
    _ name: String, letter: Unicode.Scalar? = nil, _ help: String,
    set: @escaping @Sendable (inout Options, String) -> Void
  ) -> Option {
    Option(
      name: name, letter: letter, meaning: .file, field: anyText(set),
      help: Help(value: "file", text: help, completed: .files))
  }

  /// A value with a form of its own, that a message tells.
  static func amount<Value: Amount>(
    _ name: String, letter: Unicode.Scalar? = nil, _ value: String, _ help: String,
    set: @escaping @Sendable (inout Options, Value) -> Void
  ) -> Option {
    Option(
      name: name, letter: letter, meaning: .value,
      field: parsed(.form(Value.forms), { Value(argument: $0) }, set), help: Help(value: value, text: help))
  }

  /// One of a few words.
  static func choice<Value: Choice>(
    _ name: String, letter: Unicode.Scalar? = nil, _ value: String, _ help: String,
    set: @escaping @Sendable (inout Options, Value) -> Void
  ) -> Option {
    Option(
      name: name, letter: letter, meaning: .value,
      field: parsed(.words(Value.allCases.map(\.rawValue)), { Value(word: $0) }, set),
      help: Help(value: value, text: help))
  }

  /// A whole number, which may be negative.
  static func number(
    _ name: String, letter: Unicode.Scalar? = nil, _ value: String, _ help: String,
    set: @escaping @Sendable (inout Options, Int) -> Void
  ) -> Option {
    Option(
      name: name, letter: letter, meaning: .value, field: parsed(.words([]), { Int($0) }, set),
      help: Help(value: value, text: help))
  }

  /// A text after `=` only.
  ///
  /// - Parameter usual: what counts without one.
  static func attached(
    _ name: String, without usual: String, _ value: String, _ help: String,
    set: @escaping @Sendable (inout Options, String) -> Void
  ) -> Option {
    Option(
      name: name, meaning: .optionalValue(usual), field: parsed(.words([]), { $0.isEmpty ? nil : $0 }, set),
      help: Help(value: value, text: help))
  }

  /// What is done before fields are set: a flag, or what takes a value if the help names one.
  static func handled(_ name: String, letter: Unicode.Scalar? = nil, _ help: Help) -> Option {
    Option(name: name, letter: letter, meaning: help.value == nil ? .flag : .value, help: help)
  }

  static func synonym(_ name: String, of other: String, prefix: String = "", _ help: Help? = nil) -> Option {
    Option(name: name, meaning: .synonym(of: other, prefix: prefix), help: help)
  }

  /// An option that sets nothing and is not told.
  static func row(_ name: String, _ letter: Unicode.Scalar, _ meaning: Meaning) -> Option {
    Option(name: name, letter: letter, meaning: meaning)
  }

  static func row(_ name: String, _ meaning: Meaning) -> Option { Option(name: name, meaning: meaning) }

  private static func anyText(_ set: @escaping @Sendable (inout Options, String) -> Void) -> Field {
    Field(
      set: { options, text in
        set(&options, text)
        return true
      }, values: .any)
  }

  private static func parsed<Value>(
    _ values: Values, _ read: @escaping @Sendable (String) -> Value?,
    _ set: @escaping @Sendable (inout Options, Value) -> Void
  ) -> Field {
    Field(
      set: { options, text in
        guard let value = read(text) else { return false }
        set(&options, value)
        return true
      }, values: values)
  }
}
