"""The loop of a worker: it claims jobs, carries several out at once, and stops when told to.

The loop is asyncio, so handlers that wait on other services wait side by side. Whatever is
synchronous, the queue's own statements included, runs in threads with units of work of its own.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from mealtracker.jobs import commands
from mealtracker.jobs.attempt import carry_out, is_async
from mealtracker.jobs.commands import Claim
from mealtracker.jobs.queries import claimable
from mealtracker.jobs.run import Handler, Run
from mealtracker.ports import Ports

log = logging.getLogger("mealtracker.jobs")

_SHORT_NAP_S: Final = 0.1
_LONG_NAP_S: Final = 1.0
# The queue's own statements need a thread even when all handlers sit in one.
_SPARE_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a worker takes on, and how long it may be silent before others take over."""

    at_once: int = 4
    lease: timedelta = timedelta(seconds=60)
    #: What waits on other services may go on for so long when the worker is told to stop.
    grace: timedelta = timedelta(seconds=8)


class Worker:
    """Carries out the jobs that it has handlers for."""

    def __init__(
        self,
        ports: Ports,
        handlers: Mapping[str, Handler],
        *,
        daily: Sequence[str] = (),
        pace: Pace | None = None,
    ) -> None:
        """Take handlers by kind; the kinds in `daily` are queued once a day."""
        self._ports = ports
        self._handlers = handlers
        self._daily = daily
        self._pace = pace or Pace()
        self._queued_on: date | None = None
        self._running: dict[asyncio.Task[None], Run] = {}
        self._told = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()

    def run(self, *, once: bool = False) -> None:
        """Work until told to stop; with `once` until nothing is left that is due."""
        asyncio.run(self._work(once=once))

    def stop(self) -> None:
        """Take on no more, and come to an end; any thread may say so."""
        self._told.set()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake.set)

    async def _work(self, *, once: bool) -> None:
        self._loop = asyncio.get_running_loop()
        threads = ThreadPoolExecutor(self._pace.at_once + _SPARE_THREADS, "job")
        self._loop.set_default_executor(threads)
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.add_signal_handler(number, self.stop)
        heart = asyncio.create_task(self._beat())
        try:
            await (self._drain() if once else self._go_on())
        finally:
            await self._wind_down()
            heart.cancel()
            self._loop = None

    async def _drain(self) -> None:
        while not self._told.is_set() and (await self._take() or self._running):
            await self._nap(_LONG_NAP_S)

    async def _go_on(self) -> None:
        nap_s = _SHORT_NAP_S
        while not self._told.is_set():
            try:
                taken = await self._take()
            except SQLAlchemyError:
                log.exception("worker.database_failed")
                taken = 0
            nap_s = _SHORT_NAP_S if taken else min(nap_s * 2, _LONG_NAP_S)
            await self._nap(nap_s)

    async def _take(self) -> int:
        """Start as many jobs as there is room for, and return how many."""
        await asyncio.to_thread(self._queue_daily)
        room = self._pace.at_once - len(self._running)
        claims = await asyncio.to_thread(self._claim, room) if room else []
        for held in claims:
            run = Run(self._ports, held)
            task = asyncio.create_task(carry_out(run, self._handlers[held.kind]))
            self._running[task] = run
            task.add_done_callback(self._forget)
        return len(claims)

    def _forget(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._wake.set()

    async def _nap(self, seconds: float) -> None:
        """Wait a while, or until a job ends or the worker is told to stop."""
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return
        self._wake.clear()

    def _queue_daily(self) -> None:
        now = self._ports.clock()
        if self._queued_on == now.date():
            return
        with self._ports.db.unit_of_work() as session:
            for kind in self._daily:
                commands.enqueue_daily(session, kind, now)
        self._queued_on = now.date()

    def _claim(self, room: int) -> list[Claim]:
        # Asked first by reading: an idle worker never makes a writer wait.
        now = self._ports.clock()
        with self._ports.db.reading() as reading:
            if reading.first(claimable(self._handlers, now).limit(1)) is None:
                return []
        with self._ports.db.unit_of_work() as session:
            return commands.claim(session, self._handlers, room, now, self._pace.lease)

    async def _beat(self) -> None:
        """Make the leases of what runs longer, and tell who lost theirs."""
        while True:
            await asyncio.sleep(self._pace.lease.total_seconds() / 3)
            runs = list(self._running.values())
            try:
                lost = await asyncio.to_thread(self._extend, [run.job for run in runs])
            except SQLAlchemyError:
                log.exception("worker.database_failed")
                continue
            for run in runs:
                if run.job in lost:
                    run.told.set()

    def _extend(self, claims: list[Claim]) -> list[Claim]:
        if not claims:
            return []
        with self._ports.db.unit_of_work() as session:
            return commands.extend(session, claims, self._ports.clock() + self._pace.lease)

    async def _wind_down(self) -> None:
        """Let what runs come to its end or leave off; threads cannot be made to."""
        for run in self._running.values():
            run.told.set()
        await self._wait(self._pace.grace.total_seconds())
        for task, run in self._running.items():
            if is_async(self._handlers[run.job.kind]):
                task.cancel()
        await self._wait(None)

    async def _wait(self, seconds: float | None) -> None:
        if self._running:
            await asyncio.wait(list(self._running), timeout=seconds)
