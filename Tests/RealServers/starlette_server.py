"""Numbers on Starlette, with sse-starlette's events and pings, run by uvicorn.

usage: starlette_server.py HISTORY PORT     prints its address when it listens
"""

import asyncio
import sys

import uvicorn
from sse_starlette.sse import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.routing import Route

from history import History, listen


async def main(path, port):
    history = History(path)

    async def numbers(request):
        async def events():
            yield ServerSentEvent(retry=1000)
            async for number in history.after(request.headers.get("last-event-id")):
                yield ServerSentEvent(id=str(number), data=number)

        return EventSourceResponse(events(), ping=1)

    app = Starlette(routes=[Route("/", numbers)])
    counting = asyncio.create_task(history.count())
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    await server.serve(sockets=[listen(port)])
    counting.cancel()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
