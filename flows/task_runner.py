"""Where heavy work is done: on this machine in threads, or on a Dask cluster, by a setting alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from prefect import Task, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.pieces import Done, Piece, check_files, read_files
from infra.settings import Settings
from transforms.errors import MortarFault, SettingsError

THREADS = 2
"""Pieces at the same time on this machine. More would only wait: reading is done in processes, checking one by one."""

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer, and then to find a worker."""

PATIENCE_SECONDS = 300.0
"""How long a piece may take on a cluster: half as long as the claims on its files stand."""

TASKS: dict[object, Task[..., Any]] = {
    read_files: task(name="Read", task_run_name="Read {piece}", cache_policy=NO_CACHE)(read_files),
    check_files: task(name="Check", task_run_name="Check {piece}", cache_policy=NO_CACHE)(check_files),
}
"""The heavy work as tasks."""


class OnRunner:
    """Pieces are worked off as tasks of a task runner; those of which nothing comes there, here."""

    def __init__(self, runner: TaskRunner[Any], lanes: int, patience: float | None = None) -> None:
        self.runner, self.lanes, self.patience = runner, lanes, patience

    def __call__(self, work: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterator[Done]:
        """What came of each piece, in their order."""
        with temporary_settings({PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED: False}):
            submitted = [self.runner.submit(TASKS[work], {"piece": piece}) for piece in pieces]
        for piece, future in zip(pieces, submitted, strict=True):
            yield self._outcome(work, piece, future)

    def _outcome(self, work: Callable[[Piece], Done], piece: Piece, future: PrefectFuture[Done]) -> Done:
        try:
            return future.result(timeout=self.patience)
        except Exception as error:  # noqa: BLE001  # a worker that died, or whatever else; the files are no worse for it
            get_run_logger().warning("Nothing came of %s: %r. It is done here.", piece, error)
            return work(piece)


@contextmanager
def spread_of(settings: Settings) -> Iterator[OnRunner]:
    """By whom heavy work is done, as long as the block lasts. Raises `MortarFault` where the cluster does not answer."""
    with task_runner_of(settings) as runner:
        if settings.dask:
            yield OnRunner(runner, _workers(runner, settings.dask), PATIENCE_SECONDS)
        else:
            yield OnRunner(runner, lanes=1)


def task_runner_of(settings: Settings) -> TaskRunner[Any]:
    """The task runner that the setting `dask` asks for. Raises `SettingsError` where it is not installed."""
    if not settings.dask:
        return ThreadPoolTaskRunner(max_workers=THREADS)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        remedy = "Install what requirements/dask.txt lists, or `pip install 'mortar[dask]'`; or leave `dask` empty."
        raise SettingsError(f"dask: {error.name} is not installed.", remedy) from error
    return DaskTaskRunner(address=settings.dask, client_kwargs={"timeout": CONNECT_SECONDS})


def _workers(runner: Any, address: str) -> int:
    """How many pieces the cluster works off at the same time."""
    try:
        runner.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except OSError as error:
        remedy = "Start it and its workers, or set `dask` to an empty text; the files stay in the inbox until then."
        raise MortarFault(f"No Dask scheduler with a worker answers at {address}.", remedy) from error
    return sum(runner.client.nthreads().values())
