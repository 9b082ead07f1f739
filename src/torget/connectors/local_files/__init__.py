"""Files on the machine's own disk, or in an S3-compatible store."""
