"""How much processor time and memory the service takes, with everything it started."""

from dataclasses import dataclass, field

import psutil


@dataclass
class Meter:
    """Processor seconds of some processes and all that come from them, the ended ones included."""

    roots: list[psutil.Process]
    begun: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Begin to measure."""
        self.begun = self._seconds()

    def stop(self) -> float:
        """Return the processor seconds since the start."""
        return self._seconds() - self.begun

    def _seconds(self) -> float:
        return sum(_of(process) for root in self.roots for process in family(root)) + sum(
            _reaped(root) for root in self.roots
        )


def family(root: psutil.Process) -> list[psutil.Process]:
    """Return a process and its living descendants."""
    return [root, *root.children(recursive=True)]


def memory_mb(root: psutil.Process) -> float:
    """Return the largest memory of a web worker: what is its own, plus its share of the rest."""
    workers = root.children()
    return max((w.memory_full_info().pss for w in workers), default=0) / 1024**2


def resident_mb(root: psutil.Process) -> float:
    """Return the largest resident memory of a web worker, shared pages counted whole."""
    return max((w.memory_info().rss for w in root.children()), default=0) / 1024**2


def _of(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def _reaped(root: psutil.Process) -> float:
    times = root.cpu_times()
    return times.children_user + times.children_system
