"""The official SDK of Anthropic, pointed at the demo server.

usage: anthropic_sdk.py ADDRESS
"""

import sys

import anthropic

from checks import ARGUMENTS, FAILURE, QUICK, SCHEMA, equal, raises, true, words

address = sys.argv[1]
TEXT = words(address, 0)
TOOLS = [{"name": "tide", "description": "The tide of a day.", "input_schema": SCHEMA}]
QUESTION = [{"role": "user", "content": "How is the sea?"}]
CALL = [{"role": "user", "content": "Ask tide about the harbour."}]
ASKED = {"model": "demo", "max_tokens": 2000}


def client(**query):
    return anthropic.Anthropic(base_url=address, api_key="demo", max_retries=0, default_query={**QUICK, **query})


def streams():
    events = list(client().messages.create(messages=CALL, tools=TOOLS, stream=True, **ASKED))
    deltas = [event.delta for event in events if event.type == "content_block_delta"]
    equal("text", "".join(delta.text for delta in deltas if delta.type == "text_delta"), TEXT)
    end = [event for event in events if event.type == "message_delta"][0]
    equal("finish", end.delta.stop_reason, "tool_use")
    equal("last event", events[-1].type, "message_stop")


def helper_streams():
    with client().messages.stream(
        messages=CALL, tools=TOOLS, thinking={"type": "enabled", "budget_tokens": 1024}, **ASKED
    ) as stream:
        equal("text", "".join(stream.text_stream), TEXT)
        message = stream.get_final_message()
    equal("blocks", [block.type for block in message.content], ["thinking", "text", "tool_use"])
    true("thinking", message.content[0].thinking and message.content[0].signature)
    equal("text", message.content[1].text, TEXT)
    equal("tool", message.content[2].name, "tide")
    equal("arguments", message.content[2].input, ARGUMENTS)
    equal("finish", message.stop_reason, "tool_use")
    equal("input tokens", message.usage.input_tokens, 5)
    true("output tokens", message.usage.output_tokens > 80)
    equal("model", message.model, "demo")


def in_one_piece():
    message = client().messages.create(messages=QUESTION, **ASKED)
    equal("text", message.content[0].text, TEXT)
    equal("finish", message.stop_reason, "end_turn")
    message = client().messages.create(model="demo", max_tokens=3, messages=QUESTION)
    equal("finish", message.stop_reason, "max_tokens")
    equal("output tokens", message.usage.output_tokens, 3)
    call = client().messages.create(messages=QUESTION, tools=TOOLS, tool_choice={"type": "any"}, **ASKED)
    equal("arguments", call.content[1].input, ARGUMENTS)
    result = {"type": "tool_result", "tool_use_id": call.content[1].id, "content": "tide: low"}
    answer = client().messages.create(
        messages=QUESTION
        + [{"role": "assistant", "content": call.content}, {"role": "user", "content": [result]}],
        tools=TOOLS,
        **ASKED,
    )
    equal("finish after the tool's result", answer.stop_reason, "end_turn")


def errors():
    with raises(anthropic.BadRequestError, 400, "model"):
        client().messages.create(model="", max_tokens=9, messages=QUESTION)
    with raises(anthropic.BadRequestError, 400, "messages"):
        client().messages.create(messages=[], **ASKED)
    with raises(anthropic.BadRequestError, 400, "max_tokens"):
        client().post("/v1/messages", cast_to=object, body={"model": "demo", "messages": QUESTION})
    with raises(anthropic.APIStatusError, 405, "POST"):
        client().get("/v1/messages", cast_to=object)
    with raises(anthropic.BadRequestError, 400, "tool"):
        client(tool="moon").messages.create(messages=QUESTION, tools=TOOLS, **ASKED)
    with raises(anthropic.OverloadedError, 529, FAILURE):
        client(error="text").messages.create(messages=QUESTION, **ASKED)
    # The status of a stream that fails is still that of its head.
    with raises(anthropic.APIStatusError, 200, FAILURE):
        list(client(error="text").messages.create(messages=QUESTION, stream=True, **ASKED))


tests = [streams, helper_streams, in_one_piece, errors]
for test in tests:
    test()
print(f"{anthropic.__version__}: {len(tests)} tests")
