"""ClamAV: files from the public are scanned before anyone opens them."""
