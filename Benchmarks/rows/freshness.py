"""Rows of how fresh the screen is: from send() to the terminal's other end, and from a key to its answer."""
import random
import socket
import statistics
import time

from harness import process
from harness.row import Row
from harness.screen import Screen, events_on

FRAME = 1000 / 60


def mark(turn):
    """The letters that an event of this turn carries; no two turns of 26 share a letter in any place."""
    return bytes(65 + (turn + place * 7) % 26 for place in range(12))


def glass(bench):
    """From send() to the bytes at the terminal's other end."""
    yield from glass_idle(100 if bench.quick else 300, bench)
    yield from glass_flood(bench)


def glass_idle(samples, bench):
    listener = socket.create_server(("127.0.0.1", 0))
    screen = Screen([bench.sse_top, "--no-reconnect", f"http://127.0.0.1:{listener.getsockname()[1]}/"])
    dice, times = random.Random(5), []
    try:
        client, _ = listener.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.recv(65536)
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        time.sleep(0.5)
        for turn in range(samples):
            screen.collect()
            token = mark(turn)
            sent = time.monotonic()
            client.sendall(b"event: tick\ndata: " + token + b"\n\n")
            if not screen.sees(token, 3):
                raise process.Late("an event did not reach the screen within 3 s")
            times.append((time.monotonic() - sent) * 1000)
            time.sleep(0.02 + dice.random() / 25)
        screen.collect(False)
        counted = events_on(screen)
        client.close()
        screen.end()
    except BaseException:
        screen.kill()
        raise
    finally:
        listener.close()
    times.sort()
    yield Row("sent → on the screen, idle: median", "–", "ms", [statistics.median(times)], goal=("at most", 5),
              note=f"p99 of {samples}: {times[len(times) * 99 // 100]:.2f} ms",
              wrong="" if counted == samples else f"counted {counted}, not {samples}")


def glass_flood(bench):
    rate, seconds = 50_000, 4 if bench.quick else 10
    window = 0.05
    marks = [mark(turn) for turn in range(26)]
    ages, seen, tail = [], {}, bytearray()
    screen = Screen([bench.sse_top, "--no-reconnect", bench.server.url(f"/live?rate={rate}&count={rate * seconds}")])

    def watch(now, data):
        tail.extend(data)
        for turn, token in enumerate(marks):
            if token not in tail:
                continue
            # The youngest window of this turn that began before now.
            number = int((now / window - turn) // 26) * 26 + turn
            if number not in seen:
                seen[number] = now
                ages.append((now - number * window) * 1000)
        del tail[:-16]

    try:
        time.sleep(1)
        with screen.lock:
            screen.watchers.append(watch)
        time.sleep(seconds - 1.5)
        with screen.lock:
            screen.watchers.clear()
        screen.quiet()
        counted = events_on(screen)
        screen.end()
    except BaseException:
        screen.kill()
        raise
    # The window that was open when watching began is no measurement.
    ages = sorted(ages[1:])
    yield Row(f"sent → on the screen, {rate:,} events/s: p99", "–", "ms", [ages[len(ages) * 99 // 100]],
              goal=("at most", FRAME), note=f"median {statistics.median(ages):.1f} ms of {len(ages)}; sent every "
              "millisecond, which counts", wrong="" if counted == rate * seconds else f"counted {counted}")


def keys(bench):
    """How long a key waits in a flood: from the press to the help page's text on the terminal."""
    rate, seconds = 200_000, 3 if bench.quick else 6
    url = bench.server.url(f"/live?rate={rate}&count={rate * seconds}")
    screen = Screen([bench.sse_top, "--no-reconnect", url])
    dice, times = random.Random(7), []
    try:
        time.sleep(0.7)
        deadline = time.monotonic() + seconds - 1.5
        while time.monotonic() < deadline:
            screen.collect()
            pressed = time.monotonic()
            screen.press("?")
            if not screen.sees(rb"show the next event type", 3):
                raise process.Late("a key was not answered within 3 s")
            times.append((time.monotonic() - pressed) * 1000)
            screen.press("?")
            time.sleep(0.06 + dice.random() / 30)
        screen.collect(False)
        screen.quiet()
        counted = events_on(screen)
        # Once more than needed, should the help page be open.
        screen.end("qq")
    except BaseException:
        screen.kill()
        raise
    yield Row(f"a key answered, {rate:,} events/s", "–", "ms", [statistics.median(times)], goal=("at most", 2 * FRAME),
              note=f"worst of {len(times)}: {max(times):.1f} ms", wrong="" if counted == rate * seconds else
              f"counted {counted}, not {rate * seconds}")


ROWS = {"glass": glass, "keys": keys}
