"""The SDKs as a second opinion: each stream of Tests/ModelWires goes to the SDK of its vendor and to sse-top, over HTTP.

usage: wires_sdk.py MODULE SSE-TOP [DIALECT/NAME…]

What both make of it has to be what the file beside the stream says. Where an SDK is known to be of another opinion, the
file has a member `sdk` that says so, and the SDK has to be of another opinion still.
"""

import http.server
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile
import threading

module, sse_top, *wanted = sys.argv[1:]
folder = pathlib.Path(__file__).parent.parent / "ModelWires"
QUESTION = [{"role": "user", "content": "How is the tide?"}]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers everything with the stream of the moment."""

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", self.server.kind)
        self.end_headers()
        self.wfile.write(self.server.body)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


def choice(text="", thinking="", refusal="", tools=(), finish=""):
    """A choice as the files tell it: calls as pairs of a name and arguments."""
    return {"text": text, "thinking": thinking, "refusal": refusal, "tools": list(tools), "finish": finish}


def usage(**counts):
    return {name: count for name, count in counts.items() if count is not None}


# --- the SDKs: the choices, and the usage


def openai_chat(address):
    import openai

    client = openai.OpenAI(base_url=address, api_key="x", max_retries=0)
    with client.chat.completions.stream(model="m", messages=QUESTION) as stream:
        completion = stream.get_final_completion()
    choices = []
    for told in sorted(completion.choices, key=lambda one: one.index):
        message = told.message
        calls = [call.function for call in message.tool_calls or []]
        if message.function_call:
            calls.append(message.function_call)
        thinking = getattr(message, "reasoning", None) or getattr(message, "reasoning_content", None)
        choices.append(
            choice(
                message.content or "",
                thinking or "",
                message.refusal or "",
                [(call.name, call.arguments) for call in calls],
                told.finish_reason or "",
            )
        )
    told = completion.usage
    if not told:
        return choices, {}
    return choices, usage(
        input=told.prompt_tokens,
        cached=told.prompt_tokens_details and told.prompt_tokens_details.cached_tokens,
        output=told.completion_tokens,
        thinking=told.completion_tokens_details and told.completion_tokens_details.reasoning_tokens,
    )


def openai_responses(address):
    import openai

    client = openai.OpenAI(base_url=address, api_key="x", max_retries=0)
    # What has grown so far, by its place in the answer.
    grown, items, last = {}, {}, None
    with client.responses.stream(model="m", input="How is the tide?") as stream:
        for event in stream:
            if hasattr(event, "response"):
                last = event.response
            if event.type in ("response.output_text.delta", "response.function_call_arguments.delta"):
                place = (event.type, event.output_index, getattr(event, "content_index", 0))
                grown[place] = event.snapshot
            if event.type == "response.output_item.done":
                items[event.output_index] = event.item
    output = (last and last.output) or [items[index] for index in sorted(items)]
    text, thinking, refusal, tools = "", "", "", []
    for item in output:
        if item.type == "message":
            text += "".join(part.text for part in item.content if part.type == "output_text")
            refusal += "".join(part.refusal for part in item.content if part.type == "refusal")
        elif item.type == "reasoning":
            thinking += "".join(part.text for part in [*item.summary, *(item.content or [])])
        elif item.type == "function_call":
            tools.append((item.name, item.arguments))
        elif item.type == "custom_tool_call":
            tools.append((item.name, item.input))
    streamed = "".join(value for place, value in sorted(grown.items()) if place[0].endswith("text.delta"))
    if streamed and text not in ("", streamed):
        raise ValueError(f"{streamed!r} in pieces, and {text!r} as a whole")
    text = text or streamed
    finish = "" if not last else last.status or ""
    if finish == "incomplete":
        finish = last.incomplete_details.reason
    finish = finish if finish not in ("failed", "in_progress") else ""
    if not text + thinking + refusal + finish and not tools:
        return [], {}
    told = last and last.usage
    if not told:
        return [choice(text, thinking, refusal, tools, finish)], {}
    return [choice(text, thinking, refusal, tools, finish)], usage(
        input=told.input_tokens,
        cached=told.input_tokens_details.cached_tokens,
        output=told.output_tokens,
        thinking=told.output_tokens_details.reasoning_tokens,
    )


def anthropic_messages(address):
    import anthropic

    client = anthropic.Anthropic(base_url=address, api_key="x", max_retries=0)
    with client.messages.stream(model="m", max_tokens=9, messages=QUESTION) as stream:
        message = stream.get_final_message()
    blocks = message.content
    told = message.usage
    return [
        choice(
            "".join(block.text for block in blocks if block.type == "text"),
            "".join(block.thinking for block in blocks if block.type == "thinking"),
            "",
            [(block.name, json.dumps(block.input)) for block in blocks if block.type.endswith("tool_use")],
            message.stop_reason or "",
        )
    ], usage(
        input=told.input_tokens,
        cached=told.cache_read_input_tokens,
        output=told.output_tokens,
        thinking=told.output_tokens_details and told.output_tokens_details.thinking_tokens,
    )


def gemini(address):
    from google import genai

    client = genai.Client(api_key="x", http_options=genai.types.HttpOptions(base_url=address))
    choices, counts = {}, {}
    for chunk in client.models.generate_content_stream(model="m", contents="How is the tide?"):
        for candidate in chunk.candidates or []:
            told = choices.setdefault(candidate.index or 0, choice())
            for part in (candidate.content and candidate.content.parts) or []:
                told["thinking" if part.thought else "text"] += part.text or ""
                if part.function_call:
                    told["tools"].append((part.function_call.name, json.dumps(part.function_call.args or {})))
            if candidate.finish_reason:
                told["finish"] = candidate.finish_reason.value
        told = chunk.usage_metadata
        if told:
            output = [told.candidates_token_count, told.thoughts_token_count]
            new = usage(
                input=told.prompt_token_count,
                cached=told.cached_content_token_count,
                output=sum(count or 0 for count in output) if any(output) else None,
                thinking=told.thoughts_token_count,
            )
            counts |= new
    return [choices[index] for index in sorted(choices)], counts


def ollama_chat(address):
    import ollama

    told, counts = choice(), {}
    for part in ollama.Client(host=address).chat(model="m", messages=QUESTION, stream=True):
        told["text"] += part.message.content or ""
        told["thinking"] += part.message.thinking or ""
        for call in part.message.tool_calls or []:
            told["tools"].append((call.function.name, json.dumps(dict(call.function.arguments))))
        if part.done:
            told["finish"] = part.done_reason or ""
            counts = usage(input=part.prompt_eval_count, output=part.eval_count)
    return [told], counts


def cohere_chat(address):
    import cohere

    told, counts = choice(), {}
    for event in cohere.ClientV2(api_key="x", base_url=address).chat_stream(model="m", messages=QUESTION):
        message = getattr(getattr(event, "delta", None), "message", None)
        if event.type == "content-delta":
            told["text"] += message.content.text or ""
            told["thinking"] += message.content.thinking or ""
        elif event.type == "tool-plan-delta":
            told["thinking"] += message.tool_plan or ""
        elif event.type == "tool-call-start":
            call = message.tool_calls
            told["tools"].append((call.function.name, call.function.arguments or ""))
        elif event.type == "tool-call-delta":
            name, arguments = told["tools"][-1]
            told["tools"][-1] = (name, arguments + message.tool_calls.function.arguments)
        elif event.type == "message-end":
            told["finish"] = event.delta.finish_reason or ""
            if getattr(event.delta, "error", None):
                raise RuntimeError(event.delta.error)
            tokens = event.delta.usage.tokens
            counts = usage(input=int(tokens.input_tokens), output=int(tokens.output_tokens))
    return [told], counts


def ag_ui(address):
    import httpx
    from ag_ui.core import Event
    from httpx_sse import connect_sse
    from pydantic import TypeAdapter

    read = TypeAdapter(Event).validate_json
    told, calls, failure = choice(), {}, None
    with httpx.Client() as client, connect_sse(client, "GET", address) as source:
        for line in source.iter_sse():
            event = read(line.data)
            match event.type.value:
                case "TEXT_MESSAGE_CONTENT" | "TEXT_MESSAGE_CHUNK":
                    told["text"] += event.delta or ""
                case "REASONING_MESSAGE_CONTENT":
                    told["thinking"] += event.delta
                case "TOOL_CALL_START":
                    calls[event.tool_call_id] = [event.tool_call_name, ""]
                case "TOOL_CALL_ARGS":
                    calls[event.tool_call_id][1] += event.delta
                case "RUN_FINISHED":
                    told["finish"] = event.outcome.type if event.outcome else ""
                case "RUN_ERROR":
                    failure = event.message
    told["tools"] = [tuple(call) for call in calls.values()]
    return [told], {}, failure


sdks = {
    "openai": {"openai-chat": openai_chat, "openai-responses": openai_responses},
    "anthropic": {"anthropic": anthropic_messages},
    "google.genai": {"gemini": gemini},
    "ollama": {"ollama": ollama_chat},
    "cohere": {"cohere": cohere_chat},
    "ag_ui": {"ag-ui": ag_ui},
}
packages = {"google.genai": "google-genai", "ag_ui": "ag-ui-protocol"}


# --- sse-top


def sse_top_says(address, dialect):
    """What sse-top writes: the choices, the usage of its summary, its exit status."""
    with tempfile.TemporaryDirectory() as place:
        summary = pathlib.Path(place, "summary.json")
        run = subprocess.run(
            [sse_top, "-s", "--format", "answer", "--thinking", "--summary", summary, "--json", "{}", address],
            capture_output=True,
            timeout=30,
        )
        answers = json.loads(summary.read_text())["answers"]
    choices, at, is_thinking = {0: choice()}, 0, False
    for line in run.stdout.decode().splitlines(keepends=True):
        bare = line.rstrip("\n")
        if bare.startswith("--- choice ") and bare.endswith(" ---"):
            at = int(bare.split()[2])
            choices[at] = choice()
        elif bare in ("<thinking>", "</thinking>"):
            is_thinking = bare == "<thinking>"
        elif bare.startswith('{"tool":'):
            call = json.loads(bare)
            arguments = call["arguments"]
            arguments = arguments if isinstance(arguments, str) else json.dumps(arguments)
            choices[at]["tools"].append((call["tool"], arguments))
        else:
            choices[at]["thinking" if is_thinking else "text"] += line
    told = [choices[number] for number in sorted(choices)]
    if answers and told:
        told[0]["finish"] = answers[-1]["finish"] or ""
    return told, answers[-1]["usage"] if answers else {}, run.returncode


def even(choices, finishes=True, refusals=True):
    """What is compared: line ends that a format adds are none, and JSON is what it says."""

    def arguments(text):
        try:
            return json.loads(text or "{}")
        except json.JSONDecodeError:
            return text

    return [
        {
            "text": "".join((one["text"] + ("" if refusals else one["refusal"])).splitlines()),
            "thinking": "".join(one["thinking"].splitlines()),
            "refusal": one["refusal"] if refusals else "",
            "tools": [(name, arguments(text)) for name, text in one["tools"]],
            "finish": one["finish"] if finishes or number == 0 else "",
        }
        for number, one in enumerate(choices)
    ]


def opinion(read, address):
    try:
        choices, counts, *failure = read(address)
    except Exception as error:  # noqa: BLE001, whatever an SDK raises is its opinion
        return f"{type(error).__name__}: {error}"
    return f"failure: {failure[0]}" if failure and failure[0] else (even(choices), counts)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
wrong, agreed, others = [], 0, 0
for dialect, read in sdks[module].items():
    for file in sorted((folder / dialect).glob("*.json")):
        name = f"{dialect}/{file.stem}"
        if wanted and name not in wanted:
            continue
        [stream] = [path for path in file.parent.glob(f"{file.stem}.*") if path.suffix != ".json"]
        server.body = stream.read_bytes()
        server.kind = "application/x-ndjson" if stream.suffix == ".ndjson" else "text/event-stream"
        meaning = json.loads(file.read_text())
        for one in meaning["choices"]:
            one["tools"] = [(tool["name"], tool["arguments"]) for tool in one["tools"]]
        expected = (even(meaning["choices"]), meaning["usage"])

        found = opinion(read, address)
        if "failure" in meaning and "sdk" not in meaning:
            agrees = isinstance(found, str) and meaning["failure"] in found or found == expected
        else:
            agrees = found == expected
        if agrees == ("sdk" in meaning):
            wrong.append(f"{name}: the SDK says\n  {found}\ninstead of\n  {meaning.get('sdk', expected)}")
        elif agrees:
            agreed += 1
        else:
            others += 1

        choices, counts, status = sse_top_says(address, dialect)
        # Of several answers all have to be whole.
        if status != (0 if meaning["end"] == meaning.get("before", "whole") == "whole" else 1):
            wrong.append(f"{name}: sse-top's exit status is {status}")
        if meaning["answers"] == 1:
            said = (even(choices, finishes=False, refusals=False), counts)
            meant = (even(meaning["choices"] or [choice()], finishes=False, refusals=False), meaning["usage"])
            if said != meant:
                wrong.append(f"{name}: sse-top says\n  {said}\ninstead of\n  {meant}")
if wrong:
    raise SystemExit("\n".join(wrong))
version = importlib.metadata.version(packages.get(module, module))
print(f"{version}: {agreed} streams read alike" + (f", {others} otherwise, as is known" if others else ""))
