"""Watches healthy streams in several ways; an error or a warning about one of them is a failure. See script/healthy."""

import argparse
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

import streams

here = os.path.dirname(os.path.abspath(__file__))
bin = os.environ["SSE_TOP_BIN"]
top, demo = os.path.join(bin, "sse-top"), os.path.join(bin, "sse-demo-server")

# The paths of the demo server that are as they should be.
DEMOS = [
    "/event", "/events/", "/time", "/mixed", "/orders", "/orders?interval=0.05", "/ticker", "/ticker?interval=0.02",
    "/wiki", "/wiki?interval=0.02", "/firehose", "/firehose?rate=50000", "/bursts?interval=1", "/bursts?size=20",
    "/huge", "/heartbeat?interval=5", "/slow-loris", "/resume", "/comments", "/cr", "/crlf", "/bidi",
    "/gzip", "/twin", "/llm", "/llm?style=anthropic&thinking=80", "/llm?style=gemini", "/llm?style=openai-responses",
    "/llm?style=ollama",
]  # fmt: skip
# Those that a link of 300 kbit/s carries beside each other.
LIGHT = ["/orders?interval=0.5", "/ticker?interval=0.2", "/wiki?interval=0.6", "/mixed", "/gzip", "/llm", "/twin?interval=0.5"]
SLOW = ["/orders?interval=0.02", "/wiki?interval=0.01", "/firehose?rate=0", "/ticker?interval=0.01", "/gzip", "/bursts?interval=1"]

processes, failures, watched = [], [], 0


def start(words, **more):
    process = subprocess.Popen(words, text=True, **more)
    processes.append(process)
    return process


def address(process, what):
    """The address that a server prints."""
    line = process.stdout.readline()
    found = re.search(r"http://[^\s]+", line)
    if not found:
        sys.exit(f"{what} does not start: {line}")
    threading.Thread(target=lambda: [None for _ in process.stdout], daemon=True).start()
    return found.group(0).rstrip("/")


def servers(host="127.0.0.1", prefix=()):
    first = start([*prefix, demo, "--host", host, "--port", "0", "--seed", "1"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    second = start([*prefix, sys.executable, os.path.join(here, "server.py"), host], stdout=subprocess.PIPE)
    return address(first, "the demo server"), address(second, "the server of streams")


def judge(way, name, output):
    global watched
    watched += 1
    lines = [line for line in output.splitlines() if line.startswith("{")]
    if not any('"state":"open"' in line for line in lines):
        failures.append(f"{way}: {name}: was not open: {output[:300]}")
    for line in lines:
        found = json.loads(line)
        if found.get("severity") in ("error", "warning"):
            failures.append(f"{way}: {name}: {line}")


def watch(way, urls, seconds, record=None, pipe=None):
    """Watches streams beside each other; `pipe` is a program that reads what comes."""
    runs = []
    for number, url in enumerate(urls):
        words = [top, "--states", "--format", "ndjson", "-m", str(seconds), url]
        if pipe is None:
            words[4:4] = ["--type", "none"]
        if record:
            words += ["--record", os.path.join(record, f"{number}.sse")]
        output = tempfile.TemporaryFile("w+")
        if pipe:
            first = start(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            run = start([*pipe], stdin=first.stdout, stdout=output)
            first.stdout.close()
        else:
            run = start(words, stdout=output, stderr=subprocess.DEVNULL)
        runs.append((url, run, output))
    for url, run, output in runs:
        try:
            run.wait(seconds + 60)
        except subprocess.TimeoutExpired:
            failures.append(f"{way}: {url}: does not end")
            run.kill()
        output.seek(0)
        text = output.read()
        if pipe:
            text = "\n".join(line for line in text.splitlines() if '"severity":' in line or '"state":' in line)
        judge(way, url, text)
    print(f"{way}: {len(runs)} streams, {seconds} s", flush=True)


def diagnose(urls, seconds):
    """Asks for a diagnosis of each: the request as given, one as of a browser and one to resume beside each other."""
    words = [top, "-q", "--format", "ndjson", "-m", str(seconds), "--diagnose"]
    runs = [(url, start([*words, url], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)) for url in urls]
    for url, run in runs:
        global watched
        watched += 1
        lines = run.communicate()[0].splitlines()
        report = json.loads(lines[-1]) if lines else {}
        if not report.get("requests") or report["requests"][0]["status"] != 200:
            failures.append(f"by a diagnosis: {url}: was not open: {lines[:1]}")
        for found in report.get("findings", []):
            if found["severity"] in ("error", "warning"):
                failures.append(f"by a diagnosis: {url}: {json.dumps(found)}")
    print(f"by a diagnosis: {len(runs)} streams, {seconds} s", flush=True)


def busy(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def link(number, kbit):
    """A network of its own behind a slow link: its address and the words that run a program there; None if that cannot be."""
    name, inside = f"sse-top-healthy-{os.getpid()}-{number}", f"10.214.{number}.2"
    device = f"h{os.getpid() % 100000}-{number}"
    steps = [
        ["ip", "netns", "add", name],
        ["ip", "link", "add", "v" + device, "type", "veth", "peer", "name", "p" + device, "netns", name],
        ["ip", "address", "add", f"10.214.{number}.1/24", "dev", "v" + device],
        ["ip", "link", "set", "v" + device, "up"],
        ["ip", "-n", name, "address", "add", inside + "/24", "dev", "p" + device],
        ["ip", "-n", name, "link", "set", "p" + device, "up"],
        ["ip", "-n", name, "link", "set", "lo", "up"],
        ["tc", "-n", name, "qdisc", "add", "dev", "p" + device, "root", "tbf", "rate", f"{kbit}kbit", "burst", "3000", "latency", "2s"],
    ]
    try:
        for step in steps:
            subprocess.run(step, check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    return name, "v" + device, inside


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-m", type=int, default=60, help="seconds that each stream is watched directly; half of it else")
    seconds = parser.parse_args().m
    half = max(seconds // 2, 10)
    demos, services = servers()
    urls = [demos + path for path in DEMOS] + [f"{services}/{name}" for name in streams.STREAMS]
    with tempfile.TemporaryDirectory() as record:
        # In two halves, so that the machine is not busy.
        for part in range(2):
            folder = os.path.join(record, str(part))
            os.mkdir(folder)
            watch("directly", urls[part::2], seconds, record=folder)
        for part in range(2):
            folder = os.path.join(record, str(part))
            for name in sorted(os.listdir(folder)):
                output = subprocess.run(
                    [top, "--states", "--format", "ndjson", "--type", "none", os.path.join(folder, name)],
                    text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                ).stdout  # fmt: skip
                judge("from a recording", urls[part::2][int(name.split(".")[0])], output)
        print("from recordings: all of them", flush=True)
    for part in range(3):
        diagnose(urls[part::3], half)
    reader = [sys.executable, "-c", "import sys,time\nwhile b := sys.stdin.buffer.read1(60000):\n sys.stdout.buffer.write(b); sys.stdout.flush(); time.sleep(1)"]
    watch("to a slow reader", [demos + path for path in SLOW], half, pipe=reader)
    loads = [multiprocessing.Process(target=busy, args=(4 * half + 8,), daemon=True) for _ in range(os.cpu_count() or 2)]
    for load in loads:
        load.start()
    # So many beside each other that the servers still answer.
    for part in range(4):
        watch("on busy cores", urls[part::4], half)
    for load in loads:
        load.join()
    found = link(1, 300) if os.path.exists("/proc/self/ns/net") else None
    if found:
        name, device, inside = found
        try:
            demos, services = servers(inside, ["ip", "netns", "exec", name])
            light = [demos + path for path in LIGHT] + [f"{services}/{name}" for name in ("spring", "couchdb", "horizon", "mcp", "smee")]
            watch("over a slow link", light, half)
        finally:
            subprocess.run(["ip", "link", "delete", device], stderr=subprocess.DEVNULL)
            subprocess.run(["ip", "netns", "delete", name], stderr=subprocess.DEVNULL)
    else:
        print("NOT TRIED: a network of its own behind a slow link cannot be made here", flush=True)


try:
    main()
finally:
    for process in processes:
        if process.poll() is None:
            process.terminate()
for failure in failures:
    print("FAILED", failure)
print(f"{watched} streams watched, {len(failures)} errors, warnings or failures")
sys.exit(1 if failures or not watched else 0)
