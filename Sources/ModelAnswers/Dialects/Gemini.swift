extension Dialect {
  /// Gemini's `streamGenerateContent?alt=sse`: no types, no mark at the end; a call of a function comes as a whole.
  static let gemini = Dialect(
    name: .gemini, ending: .finish,
    rows: [
      .when(.kind("candidates", [.array]), do: .begin(model: "modelVersion", id: "responseId")),
      .always(
        .choices(
          "candidates", number: "index",
          [
            .always(.each("content.parts", parts)),
            .always(
              .each("groundingMetadata.groundingChunks", sources("web") + sources("retrievedContext")),
              .finish("finishReason")),
          ])),
      .when(
        .kind("usageMetadata", [.object]),
        do: .usage(
          UsagePaths(
            input: ["usageMetadata.promptTokenCount"], cached: ["usageMetadata.cachedContentTokenCount"],
            output: ["usageMetadata.candidatesTokenCount", "usageMetadata.thoughtsTokenCount"],
            thinking: ["usageMetadata.thoughtsTokenCount"]))),
      .when(
        .hasText("promptFeedback.blockReason"),
        do: .fail(
          message: ["promptFeedback.blockReasonMessage", "promptFeedback.blockReason"],
          code: ["promptFeedback.blockReason"])),
      .when(.has("error"), do: .fail(message: ["error.message", "error"], code: ["error.status", "error.code"])),
    ])

  private static func sources(_ place: String) -> [Row] {
    func path(_ name: String) -> MemberPath { MemberPath(stringLiteral: "\(place).\(name)") }
    return [
      .when(
        .kind(MemberPath(stringLiteral: place), [.object]), do: .source(title: [path("title")], address: [path("uri")]))
    ]
  }

  private static let growing: BlockKey = "c{^index}.growing"

  private static let parts: [Row] = [
    .when(.equals("thought", ["true"]), do: .append(.thinking, "c{^index}.think", "text")),
    .when(.has("text"), .lacks("thought"), do: .append(.text, "c{^index}", "text")),
    .when(.equals("thought", ["false"]), do: .append(.text, "c{^index}", "text")),
    // A call whose arguments come in pieces: its name first, at last one without anything.
    .when(
      .hasText("functionCall.name"), .equals("functionCall.willContinue", ["true"]), do: .close(growing),
      .start(.tool, growing, name: "functionCall.name", id: "functionCall.id")),
    .when(
      .kind("functionCall.partialArgs", [.array]),
      do: .each(
        "functionCall.partialArgs",
        [
          .always(
            .argument(
              "c{^^index}.growing", path: "jsonPath", values: ["stringValue", "numberValue", "boolValue"],
              goesOn: "willContinue"))
        ])),
    .when(
      .kind("functionCall", [.object]), .lacksText("functionCall.name"),
      .unless("functionCall.willContinue", ["true"]), do: .close(growing)),
    .when(
      .hasText("functionCall.name"), .unless("functionCall.willContinue", ["true"]),
      do: .call(name: "functionCall.name", id: "functionCall.id", arguments: "functionCall.args")),
    .when(.hasText("thoughtSignature"), .equals("thought", ["true"]), do: .mark(.thinking, "c{^index}.think", .signed)),
    .when(
      .kind("executableCode", [.object]), do: .openNamed(.other, "c{^index}.code", "code"),
      .append(.other, "c{^index}.code", "executableCode.code")),
    .when(
      .kind("codeExecutionResult", [.object]), do: .append(.result, "c{^index}.result", "codeExecutionResult.output")),
  ]
}
