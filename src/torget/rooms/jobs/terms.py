"""Words of the queue."""

from torget.rooms.jobs.worker import run_worker

__all__ = ["run_worker"]
