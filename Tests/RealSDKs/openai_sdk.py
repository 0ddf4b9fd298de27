"""The official SDK of OpenAI, pointed at the demo server: chat completions and responses.

usage: openai_sdk.py ADDRESS
"""

import json
import sys

import openai

from checks import ARGUMENTS, FAILURE, QUICK, SCHEMA, equal, raises, true, words

address = sys.argv[1]
TEXT = words(address, 0)
FUNCTION = {"name": "tide", "description": "The tide of a day.", "parameters": SCHEMA}
CHAT_TOOLS = [{"type": "function", "function": FUNCTION}]
TOOLS = [{"type": "function", **FUNCTION, "strict": False}]
QUESTION = [{"role": "user", "content": "How is the sea?"}]
CALL = [{"role": "user", "content": "Ask tide about the harbour."}]


def client(**query):
    return openai.OpenAI(
        base_url=f"{address}/v1", api_key="demo", max_retries=0, default_query={**QUICK, **query}
    )


def chat_streams():
    chunks = list(
        client(thinking="4").chat.completions.create(
            model="demo", messages=CALL, tools=CHAT_TOOLS, stream=True, stream_options={"include_usage": True}
        )
    )
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    equal("text", "".join(delta.content or "" for delta in deltas), TEXT)
    true("thinking", "".join(getattr(delta, "reasoning", None) or "" for delta in deltas))
    calls = [call for delta in deltas for call in delta.tool_calls or []]
    equal("tool", [call.function.name for call in calls if call.function.name], ["tide"])
    equal("arguments", json.loads("".join(call.function.arguments or "" for call in calls)), ARGUMENTS)
    equal("finish", [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1], "tool_calls")
    usage = chunks[-1].usage
    equal("input tokens", usage.prompt_tokens, 5)
    equal("thinking tokens", usage.completion_tokens_details.reasoning_tokens, 4)
    equal("total", usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)
    equal("model", {chunk.model for chunk in chunks}, {"demo"})


def chat_helper_streams():
    with client().chat.completions.stream(model="demo", messages=CALL, tools=CHAT_TOOLS) as stream:
        kinds = {event.type for event in stream}
        completion = stream.get_final_completion()
    wanted = {"content.delta", "content.done", "tool_calls.function.arguments.done"}
    true(f"{wanted} among {kinds}", wanted <= kinds)
    message = completion.choices[0].message
    equal("text", message.content, TEXT)
    equal("arguments", json.loads(message.tool_calls[0].function.arguments), ARGUMENTS)


def chat_in_one_piece():
    completion = client().chat.completions.create(model="demo", messages=QUESTION)
    equal("text", completion.choices[0].message.content, TEXT)
    equal("finish", completion.choices[0].finish_reason, "stop")
    equal("input tokens", completion.usage.prompt_tokens, 4)
    completion = client().chat.completions.create(model="demo", messages=QUESTION, max_completion_tokens=3)
    equal("finish", completion.choices[0].finish_reason, "length")
    call = client().chat.completions.create(model="demo", messages=QUESTION, tools=CHAT_TOOLS, tool_choice="required")
    equal("tool", call.choices[0].message.tool_calls[0].function.name, "tide")
    answer = client().chat.completions.create(
        model="demo",
        messages=CALL
        + [call.choices[0].message, {"role": "tool", "tool_call_id": "call_demo", "content": "tide: low"}],
        tools=CHAT_TOOLS,
    )
    equal("finish after the tool's result", answer.choices[0].finish_reason, "stop")


def responses_stream():
    with client(thinking="4").responses.stream(model="demo", input=CALL, tools=TOOLS) as stream:
        events = list(stream)
        response = stream.get_final_response()
    equal("numbers", [event.sequence_number for event in events], list(range(len(events))))
    equal(
        "text", "".join(event.delta for event in events if event.type == "response.output_text.delta"), TEXT
    )
    equal("text", response.output_text, TEXT)
    equal("items", [item.type for item in response.output], ["reasoning", "message", "function_call"])
    true("thinking", response.output[0].summary[0].text)
    equal("tool", response.output[2].name, "tide")
    equal("arguments", json.loads(response.output[2].arguments), ARGUMENTS)
    equal("status", response.status, "completed")
    equal("thinking tokens", response.usage.output_tokens_details.reasoning_tokens, 4)


def responses_in_one_piece():
    response = client().responses.create(model="demo", input="How is the sea?", reasoning={"effort": "low"})
    equal("text", response.output_text, TEXT)
    equal("items", [item.type for item in response.output], ["reasoning", "message"])
    equal("input tokens", response.usage.input_tokens, 4)
    response = client().responses.create(model="demo", input="How?", max_output_tokens=3)
    equal("status", response.status, "incomplete")
    equal("reason", response.incomplete_details.reason, "max_output_tokens")


def errors():
    chat = client().chat.completions
    with raises(openai.BadRequestError, 400, "model"):
        chat.create(model="", messages=QUESTION)
    with raises(openai.BadRequestError, 400, "messages"):
        chat.create(model="demo", messages=[])
    with raises(openai.BadRequestError, 400, "n must be 1"):
        chat.create(model="demo", messages=QUESTION, n=2)
    with raises(openai.BadRequestError, 400, "input"):
        client().responses.create(model="demo", stream=True)
    with raises(openai.APIStatusError, 405, "POST"):
        client().get("/chat/completions", cast_to=object)
    with raises(openai.BadRequestError, 400, "JSON"):
        json_type = {"headers": {"Content-Type": "application/json"}}
        client().post("/responses", cast_to=object, content=b"{", options=json_type)
    with raises(openai.InternalServerError, 503, FAILURE):
        client(error="text").chat.completions.create(model="demo", messages=QUESTION)
    with raises(openai.APIError, saying=FAILURE):
        list(client(error="text").chat.completions.create(model="demo", messages=QUESTION, stream=True))
    # An error in a stream of responses is an event like others, to this SDK.
    events = list(client(error="text").responses.create(model="demo", input="x", stream=True))
    equal("last event", (events[-1].type, events[-1].message), ("error", FAILURE))
    # The same for an end that comes too early.
    with raises(RuntimeError, saying="response.completed"):
        with client(cut="end").responses.stream(model="demo", input="x") as stream:
            stream.get_final_response()


tests = [
    chat_streams, chat_helper_streams, chat_in_one_piece, responses_stream, responses_in_one_piece, errors,
]
for test in tests:
    test()
print(f"{openai.__version__}: {len(tests)} tests")
