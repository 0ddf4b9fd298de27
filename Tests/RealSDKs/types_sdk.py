"""Other vendors' SDKs, which cannot be pointed at the demo: their own types read the bytes of /llm.

usage: types_sdk.py MODULE ADDRESS
"""

import importlib.metadata
import json
import sys
import urllib.parse
import urllib.request

from pydantic import BaseModel, TypeAdapter

from checks import ARGUMENTS, FAILURE, equal, true

module, address = sys.argv[1:]
COUNT = 7
PARTS = {"thinking": 3, "tool": "tide"}


def body(style, **options):
    query = urllib.parse.urlencode({"style": style, "interval": "0.001", "count": COUNT, **options})
    with urllib.request.urlopen(f"{address}/llm?{query}") as answer:
        return answer.read().decode()


def data(style, **options):
    """The data of each event that has some and is JSON."""
    for line in body(style, **options).splitlines():
        if line.startswith("data: {"):
            yield line.removeprefix("data: ")


TEXT = "".join(json.loads(line)["message"]["content"] for line in body("ollama").splitlines())


def ag_ui():
    from ag_ui.core import Event, EventType

    read = TypeAdapter(Event).validate_json
    events = [read(line) for line in data("ag-ui", **PARTS)]

    def joined(kind):
        return "".join(event.delta for event in events if event.type == kind)

    equal("text", joined(EventType.TEXT_MESSAGE_CONTENT), TEXT)
    true("thinking", joined(EventType.REASONING_MESSAGE_CONTENT))
    equal("arguments", json.loads(joined(EventType.TOOL_CALL_ARGS)), ARGUMENTS)
    equal("outcome", events[-1].outcome.type, "success")
    equal("thinking tokens", events[-1].usage[0].reasoning_tokens, 3)
    equal("input tokens", events[-1].usage[0].input_tokens, 9)
    *_, last = (read(line) for line in data("ag-ui", error="text"))
    equal("error", (last.type, last.message), (EventType.RUN_ERROR, FAILURE))


def cohere():
    from cohere import V2ChatStreamResponse
    from cohere.core.unchecked_base_model import construct_type

    def read(line):
        event = construct_type(type_=V2ChatStreamResponse, object_=json.loads(line))
        true(f"{line} is an event", isinstance(event, BaseModel))
        return event

    events = [read(line) for line in data("cohere", **PARTS)]
    contents = [event.delta.message.content for event in events if event.type == "content-delta"]
    equal("text", "".join(content.text or "" for content in contents), TEXT)
    true("thinking", "".join(content.thinking or "" for content in contents))
    calls = [event.delta.message.tool_calls for event in events if event.type == "tool-call-delta"]
    equal("arguments", json.loads("".join(call.function.arguments for call in calls)), ARGUMENTS)
    equal("finish", events[-1].delta.finish_reason, "TOOL_CALL")
    equal("input tokens", events[-1].delta.usage.tokens.input_tokens, 9)
    *_, last = (read(line) for line in data("cohere", error="text"))
    equal("error", (last.delta.finish_reason, last.delta.error), ("ERROR", FAILURE))


def google_genai():
    from google.genai import types
    from google.genai.interactions import InteractionSSEEvent

    responses = [types.GenerateContentResponse.model_validate_json(line) for line in data("gemini", **PARTS)]
    contents = [response.candidates[0].content for response in responses]
    parts = [part for content in contents if content for part in content.parts]
    equal("text", "".join(part.text or "" for part in parts if not part.thought), TEXT)
    true("thinking", "".join(part.text for part in parts if part.thought))
    equal("arguments", [part.function_call.args for part in parts if part.function_call], [ARGUMENTS])
    equal("finish", responses[-1].candidates[0].finish_reason, types.FinishReason.STOP)
    equal("thinking tokens", responses[-1].usage_metadata.thoughts_token_count, 3)

    read = TypeAdapter(InteractionSSEEvent).validate_json
    events = [read(line) for line in data("gemini-interactions", **PARTS)]
    deltas = [event.delta for event in events if event.event_type == "step.delta"]
    equal("text", "".join(delta.text for delta in deltas if delta.type == "text"), TEXT)
    true("thinking", "".join(delta.content.text for delta in deltas if delta.type == "thought_summary"))
    arguments = "".join(delta.arguments for delta in deltas if delta.type == "arguments_delta")
    equal("arguments", json.loads(arguments), ARGUMENTS)
    equal("status", events[-1].interaction.status, "requires_action")
    equal("thinking tokens", events[-1].interaction.usage.total_thought_tokens, 3)
    *_, last = (read(line) for line in data("gemini-interactions", error="text"))
    equal("error", (last.event_type, last.error.message), ("error", FAILURE))


def mcp():
    from mcp.types import CallToolResult, JSONRPCError, JSONRPCMessage, JSONRPCNotification, JSONRPCResponse

    read = TypeAdapter(JSONRPCMessage).validate_json
    *progress, answer = (read(line) for line in data("mcp"))
    equal("progress", {type(message) for message in progress}, {JSONRPCNotification})
    equal("answer", type(answer), JSONRPCResponse)
    equal("text", CallToolResult.model_validate(answer.result).content[0].text, TEXT)
    *_, last = (read(line) for line in data("mcp", error="text"))
    equal("error", (type(last), last.error.message), (JSONRPCError, FAILURE))


def ollama():
    from ollama import ChatResponse

    answers = [ChatResponse.model_validate_json(line) for line in body("ollama", **PARTS).splitlines()]
    equal("text", "".join(answer.message.content or "" for answer in answers), TEXT)
    true("thinking", "".join(answer.message.thinking or "" for answer in answers))
    calls = [call.function for answer in answers for call in answer.message.tool_calls or []]
    equal("calls", [(call.name, call.arguments) for call in calls], [("tide", ARGUMENTS)])
    equal("finish", (answers[-1].done, answers[-1].done_reason), (True, "stop"))
    equal("input tokens", answers[-1].prompt_eval_count, 9)


packages = {
    "ag_ui": ("ag-ui-protocol", ag_ui),
    "cohere": ("cohere", cohere),
    "google.genai": ("google-genai", google_genai),
    "mcp": ("mcp", mcp),
    "ollama": ("ollama", ollama),
}
package, test = packages[module]
test()
print(importlib.metadata.version(package))
