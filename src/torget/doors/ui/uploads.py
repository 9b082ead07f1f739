"""Receiving files: to disk as they come, never into memory, and never without end."""

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

LARGEST_REQUEST = 200_000_000  # bytes in one form, whatever its questions allow


class BoundedUpload(TemporaryFileUploadHandler):
    """Stops a form that is larger than anything we ask for, before it fills the disk."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        self.received += len(raw_data)
        if self.received > LARGEST_REQUEST:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)
