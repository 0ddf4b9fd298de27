"""Numbers on aiohttp, each event in two writes: the blank line that ends it comes with the next one.

So whenever the server is killed, it is in the middle of an event, which the client must not count as seen.

usage: aiohttp_server.py HISTORY PORT     prints its address when it listens
"""

import asyncio
import sys

from aiohttp import web

from history import History, listen


async def main(path, port):
    history = History(path)

    async def numbers(request):
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await response.prepare(request)
        async for number in history.after(request.headers.get("Last-Event-ID")):
            await response.write(b"\n")
            await response.write(f"id: {number}\ndata: {number}\n".encode())

    app = web.Application()
    app.router.add_get("/", numbers)
    runner = web.AppRunner(app, handle_signals=False)
    await runner.setup()
    await web.SockSite(runner, listen(port)).start()
    await history.count()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
