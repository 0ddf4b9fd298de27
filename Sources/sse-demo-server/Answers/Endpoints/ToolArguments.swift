/// Made-up arguments for a tool, of the kinds that its JSON Schema wants.
enum ToolArguments {
  /// How many properties of an object get a value, and how deep objects and arrays are filled.
  private static let propertyLimit = 32
  private static let depthLimit = 4

  /// A JSON object.
  static func json(for schema: JSONValue?) -> String {
    object(schema, depth: 0).json
  }

  private static func object(_ schema: JSONValue?, depth: Int) -> JSONValue {
    guard depth < depthLimit else { return .object([]) }
    let properties = schema?["properties"]?.members ?? []
    return .object(
      properties.prefix(propertyLimit).map { .init(name: $0.name, value: value(for: $0.value, depth: depth + 1)) })
  }

  private static func value(for schema: JSONValue, depth: Int) -> JSONValue {
    if let value = schema["const"] ?? schema["enum"]?.array?.first ?? schema["default"] { return value }
    if let choice = (schema["anyOf"] ?? schema["oneOf"])?.array?.first, depth < depthLimit {
      return value(for: choice, depth: depth + 1)
    }
    // A type may be a list, as in ["string", "null"].
    switch schema["type"]?.string ?? schema["type"]?.array?.first?.string {
    case "string": return .string("harbour")
    case "integer", "number": return schema["minimum"] ?? .number("1")
    case "boolean": return .bool(true)
    case "array":
      guard let items = schema["items"], depth < depthLimit else { return .array([]) }
      return .array([value(for: items, depth: depth + 1)])
    case "object": return object(schema, depth: depth)
    default: return .null
    }
  }
}
