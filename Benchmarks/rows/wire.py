"""Rows over HTTP without a screen: what a flushed stream costs, how late its events are, how soon it is asked for."""
import json
import os
import socket
import statistics
import subprocess
import threading
import time

from harness import process
from harness.row import Row, alternate


def sender(bench):
    """The proof that the server is not what is measured: the same stream to a reader that does nothing with it."""
    for name in ("small", "llm"):
        corpus = bench.corpora[name]
        ours, theirs = [], []
        curl = ["curl", "-sN", "-o", "/dev/null", bench.server.url(f"/file/{name}")]
        for _ in range(bench.rounds):
            reader = subprocess.run([bench.program("bench-reader"), "null", str(bench.server.port), f"/file/{name}"],
                                    capture_output=True, text=True, check=True)
            ours.append(corpus["events"] / json.loads(reader.stdout)["seconds"] / 1e6)
            theirs.append(corpus["events"] / process.run(curl).wall / 1e6)
        yield Row(f"the load server alone, one chunk an event: {name}", "the same to curl -sN", "M events/s", ours,
                  theirs, note="sent to a reader that reads and forgets; wall time")


def lines_of(words, stream):
    """What a command used, and how many lines like an event's it wrote."""
    reader, writer = os.pipe()
    counter = subprocess.Popen(["grep", "-c", "^" + stream], stdin=reader, stdout=subprocess.PIPE, text=True)
    os.close(reader)
    usage = process.run(words, stdout=writer)
    os.close(writer)
    count = int(counter.communicate()[0])
    return usage, count


def formats(bench):
    bench.need_option("--format")
    for name in ("small", "llm"):
        url, events = bench.server.url(f"/file/{name}"), bench.corpora[name]["events"]
        curl = ["curl", "-sN", "-o", "/dev/null", url]
        for form, limit in (("none", 0.3 if name == "small" else 0.35), ("data", 0.45), ("ndjson", 1.0)):
            words = [bench.sse_top, "--no-reconnect", "--format", form, url]
            cpu = [[usage.cpu for usage in usages] for usages in alternate(
                bench.rounds, lambda: process.run(words), lambda: process.run(curl))]
            wrong, note = "", ""
            # Neither of these corpora has an event of several lines, so a line is an event.
            if form == "none" and bench.has_option("--summary"):
                wrong = miscounted_summary(words, events)
            elif form == "none":
                note = "its count is that of the rows below, without --summary"
            else:
                _, lines = lines_of(words, "{" if form == "ndjson" else "")
                wrong = "" if lines == events else f"{lines} lines, not {events}"
            yield Row(f"--format {form}, one chunk an event: {name}", "curl -sN -o /dev/null", "s CPU", *cpu,
                      goal=("at most", limit), wrong=wrong, note=note)
    yield from against_jq(bench)


def miscounted_summary(words, events):
    done = subprocess.run(words[:1] + ["--summary", "-"] + words[1:], capture_output=True, text=True, timeout=60)
    for line in (done.stdout + done.stderr).splitlines():
        try:
            found = json.loads(line).get("events")
        except (ValueError, AttributeError):
            continue
        return "" if found == events else f"counted {found}, not {events}"
    return "no summary, so no count"


def against_jq(bench):
    bench.need_tool("jq")
    bench.need_input()
    # A tenth of the events: jq takes seconds for them.
    path = bench.events_file(200_000)
    pipeline = f"curl -sN 'file://{path}' | jq -cR . >/dev/null"
    words = [bench.sse_top, "--format", "ndjson", path]
    cpu = [[usage.cpu for usage in usages] for usages in alternate(
        bench.few, lambda: process.run(["sh", "-c", pipeline]), lambda: process.run(words))]
    _, lines = lines_of(words, "{")
    yield Row("curl | jq -cR . on the same 200,000 events", "sse-top --format ndjson", "s CPU", *cpu,
              goal=("at least", 5.0), wrong="" if lines == 200_000 else f"{lines} lines")


def latency(bench):
    seconds = 2 if bench.quick else 4
    url, events = bench.server.url(f"/live?rate=1000&count={seconds * 1000}"), seconds * 1000

    def ours():
        return bench.inside("latency", url, events)[0]

    def theirs():
        words = f"curl -sN '{url}' | '{bench.program('bench-reader')}' latency"
        return json.loads(subprocess.run(["sh", "-c", words], capture_output=True, text=True, timeout=60).stdout)

    rounds = alternate(bench.rounds, ours, theirs)
    wrong = "" if all(one["events"] == events for both in rounds for one in both) else "events were lost"
    for key in ("p50", "p99"):
        yield Row(f"sent → parsed, 1,000 events/s, {key}", "curl -sN | reader", "µs",
                  *[[one[key] for one in each] for each in rounds], goal=("at most", 1.0), wrong=wrong)


def start(bench):
    """From the start of a program to the first byte of its request at the server."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9\r\n\r\ndata: 1\n\n"

    def asked(words):
        at = []

        def accept():
            client, _ = listener.accept()
            client.recv(1)
            at.append(time.monotonic())
            client.sendall(head)
            client.shutdown(socket.SHUT_WR)
            client.settimeout(5)
            try:
                while client.recv(4096):
                    pass
            except OSError:
                pass
            client.close()
        thread = threading.Thread(target=accept)
        thread.start()
        begin = time.monotonic()
        process.run(words, limit=10)
        thread.join(10)
        return (at[0] - begin) * 1000

    words = [bench.sse_top, "--no-reconnect", url]
    note = ""
    if bench.has_option("--format"):
        words[1:1] = ["--format", "none"]
    else:
        note = "as lines, because sse-top has no --format"
    each = alternate(12 if bench.quick else 30, lambda: asked(words), lambda: asked(["curl", "-sN", url]))
    listener.close()
    # A start takes milliseconds, so one is measured often and told as five medians.
    part = len(each[0]) // 5 or 1
    medians = [[statistics.median(one[at * part:(at + 1) * part]) for at in range(len(one) // part)] for one in each]
    yield Row("start → first byte asked", "curl -sN", "ms", *medians, goal=("at most", 1.5), note=note)


def library(bench):
    """The same stream read by the client as a library, in a program of ten lines."""
    bench.need_option("--format")
    program = os.path.join(bench.programs, "bench-library")
    for name in ("small", "llm"):
        url, events = bench.server.url(f"/file/{name}"), bench.corpora[name]["events"]
        words = [bench.sse_top, "--no-reconnect", "--format", "none", url]
        for kind, more in (("counted", []), ("the text of each made", ["data"])):
            cpu = [[usage.cpu for usage in usages] for usages in alternate(
                bench.rounds, lambda: process.run([program, url, *more]), lambda: process.run(words))]
            done = subprocess.run([program, url], capture_output=True, text=True, timeout=60)
            counted = int(done.stdout.split()[0])
            yield Row(f"for try await over {events:,} events, {kind}: {name}", "sse-top --format none", "s CPU", *cpu,
                      goal=("at most", 1.3), wrong="" if counted == events else f"counted {counted}")


ROWS = {"sender": sender, "library": library, "formats": formats, "latency": latency, "start": start}
