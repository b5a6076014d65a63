"""A page that several ask for at once is computed once."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send

from claimgraph.web.middleware import ConditionalMiddleware


class SlowPages:
    """Answers every address after a moment, and counts."""

    def __init__(self) -> None:
        self.computed: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.computed.append(scope["path"])
        await asyncio.sleep(0.01)
        await send(
            {"type": "http.response.start", "status": 404 if "no" in scope["path"] else 200, "headers": []}
        )
        await send({"type": "http.response.body", "body": scope["path"].encode()})


async def ask(application: ConditionalMiddleware, path: str) -> bytes:
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await application(scope, receive, send)
    return b"".join(message.get("body", b"") for message in messages)


def test_those_who_ask_at_once_get_the_answer_of_the_first() -> None:
    pages = SlowPages()
    application = ConditionalMiddleware(pages, "edition")

    async def ask_at_once() -> list[bytes]:
        return await asyncio.gather(*(ask(application, path) for path in ("/a", "/b", "/a", "/a")))

    assert asyncio.run(ask_at_once()) == [b"/a", b"/b", b"/a", b"/a"]
    assert sorted(pages.computed) == ["/a", "/b"]


def test_the_others_get_it_also_if_the_first_goes_away() -> None:
    pages = SlowPages()
    application = ConditionalMiddleware(pages, "edition")

    async def leave_and_wait() -> bytes:
        first = asyncio.create_task(ask(application, "/a"))
        second = asyncio.create_task(ask(application, "/a"))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(leave_and_wait()) == b"/a"
    assert pages.computed == ["/a"]


def test_an_answer_that_is_a_problem_is_computed_again_the_next_time() -> None:
    pages = SlowPages()
    application = ConditionalMiddleware(pages, "edition")

    async def ask_twice() -> list[bytes]:
        return [await ask(application, "/no"), await ask(application, "/no")]

    assert asyncio.run(ask_twice()) == [b"/no", b"/no"]
    assert pages.computed == ["/no", "/no"]
