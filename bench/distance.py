"""A database that is further away: a proxy that holds back what it passes on, both ways."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import make_url

#: There and back.
ROUND_TRIP_MS: Final = 5
_CHUNK: Final = 1 << 16


@contextmanager
def far_away(url: str) -> Iterator[str]:
    """Give an address of the database at `url` that is a round trip of 5 ms away."""
    address = make_url(url)
    # A process of its own: a thread would wait for what is measured, and that for the thread.
    command = [sys.executable, "-m", "bench.distance", str(address.host), str(address.port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as proxy:  # noqa: S603
        assert proxy.stdout is not None  # noqa: S101 - we asked for it
        port = int(proxy.stdout.readline())
        try:
            yield address.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)
        finally:
            proxy.terminate()


async def _serve(host: str, port: int) -> None:
    async def connect(near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        far_in, far_out = await asyncio.open_connection(host, port)
        await asyncio.gather(_pass_on(near_in, far_out), _pass_on(far_in, near_out))

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Pass everything on, in order, half a round trip late; nothing waits for what came before."""
    loop = asyncio.get_running_loop()
    while chunk := await source.read(_CHUNK):
        loop.call_later(ROUND_TRIP_MS / 2000, target.write, chunk)
    loop.call_later(ROUND_TRIP_MS / 2000, target.close)


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2])))
