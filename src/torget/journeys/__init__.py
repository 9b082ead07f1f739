"""What people do that crosses rooms: each all of it, or nothing."""
