"""A thin layer over Prefect's API server when it lives inside our process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

#: A busy SQLite is free again after a transaction; by themselves the clients wait 2 s, 4 s, 8 s…
RETRY_AFTER_S = 0.1
#: Topics of the server's in-memory broker whose messages end in the database.
TOPICS = ("events", "logs")
SETTLE_TIMEOUT_S = 3.0


class PatientApp:
    """Prefect's application, that asks to retry soon and that ends with everything written."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, _settling(receive), send)
        else:
            await self._app(scope, receive, _retrying_soon(send))


def _retrying_soon(send: Send) -> Send:
    """Add to each answer 503 after how long to try again."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 503:
            delay = (b"retry-after", str(RETRY_AFTER_S).encode())
            message["headers"] = [*message.get("headers", ()), delay]
        await send(message)

    return sending


def _settling(receive: Receive) -> Receive:
    """Hold the request to shut down until the broker's messages are taken by their services."""

    async def receiving() -> Message:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            await _broker_emptied()
        return message

    return receiving


async def _broker_emptied() -> None:
    """Return when no message waits in the in-memory broker, at the latest after SETTLE_TIMEOUT_S.

    Prefect cancels its services at once when it shuts down: the states of the last tasks, that
    still wait in the broker, would be lost. It offers no public way to know of them.
    """
    from prefect.server.utilities.messaging.memory import Topic

    deadline = asyncio.get_running_loop().time() + SETTLE_TIMEOUT_S
    while asyncio.get_running_loop().time() < deadline:
        subscriptions = [s for name in TOPICS for s in Topic.by_name(name)._subscriptions]  # noqa: SLF001
        if all(s._queue.empty() for s in subscriptions):  # noqa: SLF001
            return
        await asyncio.sleep(0.01)
