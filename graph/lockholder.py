"""Who holds a file that cannot be locked, where the system tells."""

import os
from pathlib import Path

_LOCKS = Path("/proc/locks")


def lock_holder(path: Path) -> str | None:
    """Which process holds a lock on a file ("process 71 (lodegraph)"), or None where that cannot be told.

    Read from the kernel's list: to open the file once more would drop the locks that this process holds on it.
    """
    try:
        status = path.stat()
        lines = _LOCKS.read_text("ascii").splitlines()
    except OSError:
        return None
    file = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    holders = [fields for fields in (line.split() for line in lines) if len(fields) >= 6 and fields[5] == file]
    writers = [fields for fields in holders if fields[3] == "WRITE"] or holders
    pids = sorted({int(fields[4]) for fields in writers if fields[4].isdigit() and int(fields[4]) > 0})
    if not pids:
        return None
    name = _name(pids[0])
    return f"process {pids[0]} ({name})" if name else f"process {pids[0]}"


def _name(pid: int) -> str:
    try:
        return Path("/proc", str(pid), "comm").read_text("utf-8", "replace").strip()
    except OSError:
        return ""
