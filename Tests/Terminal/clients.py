"""Reads streams with httpx-sse, each until it ends.

usage: python3 clients.py ADDRESS <<<"PATH…"     a line "PATH COUNT HASH" for each
"""
import hashlib
import sys

import httpx
from httpx_sse import connect_sse

with httpx.Client(timeout=20, trust_env=False, follow_redirects=True) as client:
    for path in sys.stdin.read().split():
        count, digest = 0, hashlib.sha256()
        with connect_sse(client, "GET", sys.argv[1] + path) as source:
            for event in source.iter_sse():
                # It also hands out blocks that have no data, and are no events.
                if event.data == "":
                    continue
                count += 1
                digest.update(f"{event.event}\0{event.data}\0".encode())
        print(path, count, digest.hexdigest()[:16])
