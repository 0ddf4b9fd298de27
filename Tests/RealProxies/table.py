"""Puts the verdict of `sse-top --diagnose` beside what a client saw that knows when each event was sent.

table.py [-m SECONDS] [--set SET] [NAME...]: all proxies that are installed, or those named. Exit status 1 if a row disagrees
that is not known, 77 if nothing is installed.
"""
import argparse
import concurrent.futures
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from proxies import PROXIES
from streams import HOST, SETS, STREAMS, Oracle, free_port, serve

HELD = {
    "delivery.held-by-size", "delivery.held-by-compressor", "delivery.one-behind", "delivery.held",
    "delivery.all-at-once", "delivery.no-head",
}
# What is held and not told, and why. A wrong finding costs more than a missing one.
LARGE = "an event is longer than the buffer: a lump of fewer than two events may be a link's"
KNOWN = {
    ("nginx", "default", "bulky"): LARGE,
    ("nginx", "HTTP/1.1 upstream", "bulky"): LARGE,
    ("haproxy", "compression", "noise"): "held for half a second; a browser's request counts as late from one on",
}
# Caddy compresses a response whose first write has 512 bytes or more. Where events are written one right after the other,
# chance decides how many of them that is: one request is compressed, and held, and another one beside it is not.
CHANCE = {("caddy", "encode gzip", "batches"): "the one response was compressed, and the other was not: by chance"}
PROGRAM = os.path.join(os.environ["SSE_TOP_BIN"], "sse-top")


def is_listening(port, process):
    deadline = time.time() + 15
    while time.time() < deadline and process.poll() is None:
        try:
            socket.create_connection((HOST, port), 1).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def diagnose(port, path, seconds):
    run = subprocess.run(
        [PROGRAM, "-q", "--noproxy", "*", "--diagnose", f"http://{HOST}:{port}{path}", "-m", str(seconds), "--format",
         "ndjson"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds + 30)
    report = json.loads(run.stdout.strip().split("\n")[-1])
    return report, run.returncode


def row(proxy, stream, port, seconds):
    path = f"{proxy.prefix}/{stream}"
    plain, coded = (Oracle(port, path, seconds, coding) for coding in ("", "gzip"))
    plain.start()
    coded.start()
    report, status = diagnose(port, path, seconds)
    plain.join()
    coded.join()
    (plain_verdict, plain_half), (coded_verdict, coded_half) = (each.verdict(STREAMS[stream]) for each in (plain, coded))
    is_held = "held" in (plain_verdict, coded_verdict)
    is_partly = "partly" in (plain_verdict, coded_verdict)
    is_gathered = "gathered" in (plain_verdict, coded_verdict)
    told = [finding for finding in report["findings"] if finding["code"] in HELD]
    worst = {"error": 2, "warning": 1}.get(max((f["severity"] for f in told), default="", key=["", "note", "warning",
                                                                                               "error"].index), 0)
    # A warning may tell of delays that nobody minds; a delay that somebody minds has to be told.
    agrees = worst > 0 if is_held else is_partly or worst < 2 and (worst == 0 or is_gathered)
    by_chance = all(f["code"] == "delivery.held-by-compressor" for f in told) and bool(told) != bool(coded.used_coding)
    others = [f for f in report["findings"] if f["severity"] != "note" and f["code"] not in HELD]

    def shown(verdict, half, oracle):
        return f"{verdict} {half:.2f} s" if oracle.delays else f"{verdict}, none" if oracle.head is not None \
            else f"{verdict}, no head"

    return {
        "proxy": f"{proxy.name}, {proxy.variant}", "stream": stream, "plain": shown(plain_verdict, plain_half, plain),
        "gzip": shown(coded_verdict, coded_half, coded) + (f" ({coded.used_coding})" if coded.used_coding else ""),
        "diagnose": ", ".join(f"{f['severity']} {f['code']} {f['certainty']}" for f in told) or "–",
        "others": ", ".join(f["code"] for f in others), "exit": status, "agrees": agrees,
        "known": "" if agrees else (CHANCE if by_chance else {} if told else KNOWN).get((proxy.name, proxy.variant, stream), ""),
        "path": ",".join(member["name"] for member in report["path"]),
    }


def rows(proxy, folder, upstream, seconds, streams):
    for _ in range(3):
        port = free_port()
        place = tempfile.mkdtemp(dir=folder) + "/run"
        os.chmod(os.path.dirname(place), 0o755)
        proxy.start(place, port, upstream)
        try:
            if is_listening(port, proxy.process):
                with concurrent.futures.ThreadPoolExecutor(len(streams)) as pool:
                    return list(pool.map(lambda stream: row(proxy, stream, port, seconds), streams))
        finally:
            proxy.stop()
    with open(f"{place}/log") as log:
        print(f"FAILED {proxy.name}, {proxy.variant}: it does not start\n{log.read()[-2000:]}", flush=True)
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-m", type=int, default=25, help="seconds of each row; 25, so that a missing head is told")
    parser.add_argument("-j", type=int, default=4, help="proxies at a time")
    parser.add_argument("--set", choices=SETS, default="first", help="which streams: the second has other rhythms, sizes and contents")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    chosen = [proxy for proxy in PROXIES if not options.names or proxy.name in options.names]
    for name in dict.fromkeys(proxy.name for proxy in chosen if not proxy.program):
        print(f"SKIP {name}: apt-get install {name}")
    chosen = [proxy for proxy in chosen if proxy.program]
    if not chosen:
        return 77
    upstream = serve()
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o755)
    table, failed = [], 0
    try:
        with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
            for found in pool.map(lambda proxy: rows(proxy, folder, upstream, options.m, SETS[options.set]), chosen):
                failed += found is None
                table += found or []
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    columns = ["proxy", "stream", "plain", "gzip", "diagnose"]
    titles = dict(zip(columns, ["proxy", "stream", "oracle, plain", "oracle, gzip", "--diagnose"]))
    widths = {key: max(len(str(line[key])) for line in table + [titles]) for key in columns}
    print("  ".join(titles[key].ljust(widths[key]) for key in columns))
    for line in table:
        mark = "" if line["agrees"] else f"  <-- known: {line['known']}" if line["known"] else "  <-- DISAGREES"
        others = f"  [{line['others']}]" if line["others"] else ""
        print("  ".join(str(line[key]).ljust(widths[key]) for key in columns) + others + mark)
    wrong = sum(not line["agrees"] and not line["known"] for line in table)
    known = sum(bool(line["known"]) for line in table)
    print(f"{len(table)} rows, {wrong} of them disagree, {known} for a known reason; {failed} proxies did not start")
    return 1 if wrong or failed else 0


sys.exit(main())
