"""Answers of models with known times, and what they should be measured as.

usage: answer_times.py recordings FOLDER         recordings and what is to be measured, NAME.sse and NAME.json; prints their names
       answer_times.py serve FILE tokens|stall   answers one request, by its own clock; FILE tells what was sent when
       answer_times.py compare FILE SUMMARY SHARE  whether the summary agrees to this share, and to 2 ms
"""

import json
import random
import socket
import sys
import time


def chat(delta, **more):
    choice = {"index": 0, "delta": delta, "finish_reason": more.pop("finish", None)}
    return "data: " + json.dumps({"id": "c", "object": "chat.completion.chunk", "choices": [choice], **more}) + "\n\n"


# A plan is steps: milliseconds since the request, what kind of token it is (none for no token), the bytes.
def tokens_plan(first=500, gap=50, count=10, tokens=21):
    """A role, an empty content, then so many pieces; the usage counts more tokens than pieces came."""
    steps = [(100, None, chat({"role": "assistant"})), (200, None, chat({"content": ""}))]
    steps += [(first + gap * number, "text", chat({"content": "a"})) for number in range(count + 1)]
    last = steps[-1][0]
    usage = {"prompt_tokens": 3, "completion_tokens": tokens}
    return steps + [(last, None, chat({}, finish="stop", usage=usage) + "data: [DONE]\n\n")]


def stall_plan(thinking=300, text=2000, pause=3000, gap=20):
    steps = [(thinking + gap * number, "thinking", chat({"reasoning": "t"})) for number in range(10)]
    steps += [(text + gap * number, "text", chat({"content": "ab"})) for number in range(10)]
    start = steps[-1][0] + pause
    steps += [(start + gap * number, "text", chat({"content": "ab"})) for number in range(10)]
    return steps + [(steps[-1][0], None, chat({}, finish="stop") + "data: [DONE]\n\n")]


def anthropic_plan(dice):
    def event(kind, **members):
        return f"event: {kind}\ndata: " + json.dumps({"type": kind, **members}) + "\n\n"

    now = dice.randint(1, 400)
    usage = {"input_tokens": 9, "output_tokens": 1}
    steps = [(now, None, event("message_start", message={"id": "m", "model": "m", "content": [], "usage": usage}))]
    for index in range(dice.randint(1, 4)):
        kind = dice.choice(["thinking", "text"])
        steps.append((now, None, event("content_block_start", index=index, content_block={"type": kind, kind: ""})))
        for _ in range(dice.randint(1, 30)):
            now += dice.choice([dice.randint(1, 60), dice.randint(1, 60), dice.randint(1, 60), dice.randint(1000, 9000)])
            if dice.random() < 0.1:
                steps.append((now, None, event("ping")))
                continue
            delta = {"type": f"{kind}_delta", kind: dice.choice(["a", "漢", "é "])}
            steps.append((now, kind, event("content_block_delta", index=index, delta=delta)))
        steps.append((now, None, event("content_block_stop", index=index)))
    tokens = dice.randint(2, 200)
    steps.append((now, None, event("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": tokens})))
    return steps + [(now, None, event("message_stop"))], tokens


def chat_plan(dice):
    now = dice.randint(1, 900)
    steps = [(now, None, chat({"role": "assistant", "content": ""}))]
    for _ in range(dice.randint(2, 80)):
        now += dice.choice([dice.randint(1, 60), dice.randint(1, 60), dice.randint(1, 60), dice.randint(1000, 9000)])
        kind = dice.choice(["thinking", "text", None])
        delta = {"thinking": {"reasoning": "t"}, "text": {"content": "a "}, None: {"content": ""}}[kind]
        steps.append((now, kind, chat(delta)))
    return steps + [(now, None, chat({}, finish="stop") + "data: [DONE]\n\n")], None


def measures(steps, tokens=None):
    """What is to be measured, in milliseconds; `steps` tell when each was sent."""
    sent = [at for at, kind, _ in steps if kind]
    text = [at for at, kind, _ in steps if kind == "text"]
    gaps = sorted(after - before for before, after in zip(sent, sent[1:]))
    count = tokens or len(sent)
    median = gaps[max((len(gaps) + 1) // 2 - 1, 0)] if gaps else 0
    return {
        "first_event_ms": steps[0][0],
        "ttft_ms": sent[0] if sent else None,
        "text_ms": text[0] if text else None,
        "last_ms": sent[-1] if sent else None,
        "output_tokens": count,
        "itl_ms": (sent[-1] - sent[0]) / (count - 1) if count > 1 and len(sent) > 1 and sent[-1] > sent[0] else None,
        "max": gaps[-1] if gaps else None,
        "stalls": sum(gap >= max(1000, 10 * median) for gap in gaps),
        # Pauses so near the bound that the median's rounding decides are not judged.
        "is_near": any(abs(gap - 10 * median) <= 0.05 * gap for gap in gaps if gap >= 1000),
    }


def write(folder, name, steps, tokens):
    with open(f"{folder}/{name}.sse", "w", encoding="utf-8") as file:
        file.write(": sse-top at=0.000 start=2026-11-27T10:00:00.000Z\n")
        file.write(": sse-top at=0.000 connection=1 open=200 HTTP/1.1\n")
        for at, _, text in steps:
            file.write(f": sse-top at={at / 1000:.3f} connection=1\n{text}")
        file.write(f": sse-top at={steps[-1][0] / 1000:.3f} end=0 attempt=1 reason=the server ended the stream\n")
    with open(f"{folder}/{name}.json", "w", encoding="utf-8") as file:
        json.dump(measures(steps, tokens), file)
    print(f"{folder}/{name}")


def recordings(folder):
    write(folder, "tokens", tokens_plan(), 21)
    write(folder, "stall", stall_plan(), None)
    write(folder, "slow", tokens_plan(first=7200, gap=333, count=40, tokens=41), 41)
    write(folder, "late", stall_plan(thinking=40, text=900, pause=61_000, gap=7), None)
    for seed in range(12):
        dice = random.Random(seed)
        write(folder, f"chat{seed}", *chat_plan(dice))
        write(folder, f"anthropic{seed}", *anthropic_plan(dice))


def serve(file, plan):
    steps, tokens = (tokens_plan(), 21) if plan == "tokens" else (stall_plan(), None)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    client, _ = listener.accept()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while b"\r\n\r\n" not in client.recv(65536):
        pass
    start = time.monotonic()
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
    sent = []
    for at, kind, text in steps:
        time.sleep(max(start + at / 1000 - time.monotonic(), 0))
        sent.append(((time.monotonic() - start) * 1000, kind, text))
        client.sendall(text.encode())
    client.close()
    with open(file, "w", encoding="utf-8") as output:
        json.dump(measures(sent, tokens), output)


def compare(file, summary, share):
    with open(file, encoding="utf-8") as expected, open(summary, encoding="utf-8") as told:
        expected, answers = json.load(expected), json.load(told)["answers"]
    if len(answers) != 1:
        sys.exit(f"{len(answers)} answers")
    answer = dict(answers[0], max=answers[0]["chunk_gap_ms"]["max"])
    is_near = expected.pop("is_near")
    for name, value in expected.items():
        got = answer[name]
        if name == "stalls" and is_near:
            continue
        if (value is None) != (got is None) or value is not None and abs(got - value) > max(share * value, 2):
            sys.exit(f"{name} is {got}, and should be {value}")


if sys.argv[1] == "recordings":
    recordings(sys.argv[2])
elif sys.argv[1] == "serve":
    serve(*sys.argv[2:4])
else:
    compare(sys.argv[2], sys.argv[3], float(sys.argv[4]))
