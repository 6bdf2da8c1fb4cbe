"""Hands at work on the queue of PostgreSQL: a Procrastinate worker in a thread of this process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from sqlalchemy import URL

from foodplan.domain.ids import RunId
from foodplan.store.workers_queue import QUEUE, TASK, Pulse, libpq_address

log = logging.getLogger(__name__)
_TRY_AGAIN_S = 1.0
_LOOK_S = 1.0
"""Between two looks into the queue: the word of a new run is lost where it comes during a look."""
_ONE_AT_A_TIME = "SELECT pg_try_advisory_lock(hashtext('foodplan-take-over'))"


class _PutBack(Exception):
    """The run was not seen to its end here; it waits again."""


class _Again(BaseRetryStrategy):
    """Whatever keeps a run from its end here, somebody sees to it; its row says when to give up."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        del job
        pause_s = 0 if isinstance(exception, _PutBack) else 1
        return RetryDecision(retry_in={"seconds": pause_s})


class Crew:
    """`run` works until `stop`; each run is done in one of a few lasting threads."""

    def __init__(
        self,
        url: URL,
        *,
        n_workers: int,
        pulse: Pulse,
        do: Callable[[RunId], bool],
        mend: Callable[[], None],
    ) -> None:
        """`do` sees a run to its end, or tells that it could not; `mend` is called at each beat."""
        self._address, self._n_workers, self._pulse = libpq_address(url), n_workers, pulse
        self._do, self._mend = do, mend
        self._stop = Event()

    def stop(self) -> None:
        """Take no further run; `run` returns when those at work are over or put back."""
        self._stop.set()

    def run(self) -> None:
        """Work, and come back whenever the database was away."""
        with ThreadPoolExecutor(self._n_workers, thread_name_prefix="foodplan-worker") as threads:
            while not self._stop.is_set():
                try:
                    asyncio.run(self._work(threads))
                except (ConnectorException, psycopg.Error):
                    log.exception("the queue cannot be read; trying again")
                    self._stop.wait(_TRY_AGAIN_S)

    async def _work(self, threads: ThreadPoolExecutor) -> None:
        app = App(connector=PsycopgConnector(conninfo=self._address, min_size=1, max_size=4))

        async def plan(run_id: str) -> None:
            loop = asyncio.get_running_loop()
            if not await loop.run_in_executor(threads, self._do, RunId(run_id)):
                raise _PutBack

        app.task(name=TASK, queue=QUEUE, retry=_Again())(plan)
        async with app.open_async():
            watch = asyncio.create_task(self._keep_watch(app))
            work = asyncio.create_task(
                app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=self._n_workers,
                    fetch_job_polling_interval=_LOOK_S,
                    update_heartbeat_interval=self._pulse.beat_s,
                    stalled_worker_timeout=self._pulse.dead_s,
                    delete_jobs="always",
                    install_signal_handlers=False,
                )
            )
            # The watch ends when it is told to stop, the work when it cannot go on.
            await asyncio.wait((watch, work), return_when=asyncio.FIRST_COMPLETED)
            for task in (work, watch):
                task.cancel()
            for ended in await asyncio.gather(work, watch, return_exceptions=True):
                if isinstance(ended, Exception):
                    raise ended

    async def _keep_watch(self, app: App) -> None:
        """At each beat take over what dead workers held, and mend the queue."""
        while not await asyncio.to_thread(self._stop.wait, self._pulse.beat_s):
            async with await psycopg.AsyncConnection.connect(
                self._address, autocommit=True
            ) as connection:
                # Two that look at the same moment would both hand on the same run.
                asked = await connection.execute(_ONE_AT_A_TIME)
                if (await asked.fetchone()) == (True,):
                    await self._take_over(app)
                    await asyncio.to_thread(self._mend)

    async def _take_over(self, app: App) -> None:
        manager = app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=self._pulse.dead_s):
            log.warning("run %s waits again: its worker is dead", job.lock)
            await manager.retry_job(job)
