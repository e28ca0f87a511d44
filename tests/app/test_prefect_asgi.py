from __future__ import annotations

import asyncio

from prefect.server.utilities.messaging.memory import MemoryMessage, Topic

from app.prefect_asgi import RETRY_AFTER_S, Message, PatientApp, Receive, Send


def answer(status: int) -> list[Message]:
    """What a client receives when Prefect's application answers with this status."""
    received: list[Message] = []

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [(b"a", b"b")]})

    async def never() -> Message:
        raise AssertionError

    async def keep(message: Message) -> None:
        received.append(message)

    asyncio.run(PatientApp(application)({"type": "http"}, never, keep))
    return received


def test_a_client_of_a_busy_server_is_told_to_try_again_soon() -> None:
    (start,) = answer(503)
    assert (b"retry-after", str(RETRY_AFTER_S).encode()) in start["headers"]
    assert (b"a", b"b") in start["headers"]


def test_other_answers_go_through_unchanged() -> None:
    (start,) = answer(200)
    assert start["headers"] == [(b"a", b"b")]


def test_the_server_ends_after_its_services_took_every_message() -> None:
    seen: list[str] = []

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        seen.append((await receive())["type"])

    async def shutdown() -> Message:
        return {"type": "lifespan.shutdown"}

    async def nowhere(message: Message) -> None:
        raise AssertionError

    async def ending() -> None:
        topic = Topic.by_name("events")
        subscription = topic.subscribe()
        await topic.publish(MemoryMessage("last task", {}))
        served = asyncio.create_task(
            PatientApp(application)({"type": "lifespan"}, shutdown, nowhere)
        )
        await asyncio.sleep(0.05)
        seen.append((await subscription.get()).data)
        await served
        topic.unsubscribe(subscription)

    asyncio.run(ending())
    assert seen == ["last task", "lifespan.shutdown"]
