"""The numbers a server has counted, kept in a file: a server that is killed goes on where it was."""

import asyncio
import socket


class History:
    """Counts twenty numbers a second, from 1 on or from where the file ends."""

    def __init__(self, path):
        self.file = open(path, "ab+", buffering=0)
        self.file.seek(0)
        self.last = len(self.file.read())
        self.changed = asyncio.Condition()

    async def count(self):
        while True:
            await asyncio.sleep(0.05)
            async with self.changed:
                # A byte a number: no kill can leave half of one behind.
                self.file.write(b".")
                self.last += 1
                self.changed.notify_all()

    async def after(self, last_event_id):
        """Every number behind the one a client has seen, the coming ones as they are counted."""
        number = int(last_event_id or 0)
        while True:
            async with self.changed:
                await self.changed.wait_for(lambda: self.last > number)
            while number < self.last:
                number += 1
                yield number


def listen(port):
    """A socket on loopback, on the same port again right after a kill; says where."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    return listener
