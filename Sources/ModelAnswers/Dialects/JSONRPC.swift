extension Dialect {
  /// MCP's streamable HTTP: the answer to one request; what the server tells meanwhile is counted.
  static let mcp = Dialect(
    name: .mcp, types: ["method"],
    rows: [
      // Progress is told of a request that is to be answered.
      .on("notifications/progress", do: .begin(), .skip),
      .when(.has("method"), do: .skip),
      .when(
        .kind("result.content", [.array]), .lacks("method"), do: .begin(),
        .append(.text, "result", "result.content.*.text")),
      .when(.has("result"), .lacks("method"), do: .end),
      .when(
        .kind("error", [.object]), .lacks("method"), do: .begin(),
        .fail(message: ["error.message"], code: ["error.code"]), .end),
    ])

  /// A2A, the protocol between agents, in JSON-RPC and over REST.
  static let a2a = Dialect(
    name: .a2a,
    rows: a2a("result.") + a2a("") + [
      .when(.kind("error", [.object]), do: .fail(message: ["error.message"], code: ["error.code"]), .end)
    ])

  private static let finalStates = ["completed", "failed", "canceled", "rejected", "input-required", "auth-required"]

  /// How version 1.0 spells them.
  private static let finalStateNames = finalStates.map {
    "TASK_STATE_" + $0.uppercased().split(separator: "-").joined(separator: "_")
  }

  /// The rows for what stands after a path: with its `kind` there, or a level deeper under its name.
  private static func a2a(_ place: String) -> [Row] {
    func path(_ text: String) -> MemberPath { MemberPath(stringLiteral: place + text) }
    return [
      .when(.equals(path("kind"), ["task"]), do: .begin(id: path("id"))),
      .when(.kind(path("task"), [.object]), do: .begin(id: path("task.id"))),
      .when(
        .equals(path("kind"), ["message"]), do: .append(.text, "message", path("parts.*.text")), .end),
      .when(
        .kind(path("message"), [.object]), .lacks(path("kind")),
        do: .append(.text, "message", path("message.parts.*.text")), .end),
    ] + update(place, if: .equals(path("kind"), ["artifact-update", "status-update"]))
      + update(place + "artifactUpdate.", if: .kind(path("artifactUpdate"), [.object]))
      + update(place + "statusUpdate.", if: .kind(path("statusUpdate"), [.object]))
  }

  private static func update(_ place: String, if condition: Condition) -> [Row] {
    func path(_ text: String) -> MemberPath { MemberPath(stringLiteral: place + text) }
    let artifact = BlockKey(stringLiteral: "artifact{\(place)artifact.artifactId}")
    return [
      // Without a task first, this is the beginning.
      .when(condition, do: .identify(id: path("taskId"))),
      .when(
        condition, .equals(path("append"), ["true"]), do: .append(.text, artifact, path("artifact.parts.*.text"))),
      .when(
        condition, .has(path("artifact")), .unless(path("append"), ["true"]),
        do: .replace(.text, artifact, path("artifact.parts.*.text"))),
      .when(condition, .equals(path("lastChunk"), ["true"]), do: .close(artifact)),
      .when(condition, .has(path("status.message")), do: .append(.text, "status", path("status.message.parts.*.text"))),
      .when(
        condition, .equals(path("status.state"), finalStates + finalStateNames), do: .finish(path("status.state")),
        .end),
      .when(condition, .equals(path("final"), ["true"]), do: .finish(path("status.state")), .end),
    ]
  }
}
