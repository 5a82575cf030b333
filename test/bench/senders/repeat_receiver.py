"""Notes when datagrams come, by the kernel's own stamp (SO_TIMESTAMPNS), so that its own lateness is not in it.

Prints {"port"}. Each line on standard input is the interval in ms at which they should come; from then on it takes
datagrams until none has come for a second, and answers with their number and, in ms, how far they were off the
schedule that the one begins with that was earliest in its place, and off the interval since the one before.
"""

import json
import select
import socket
import struct
import sys

# asm-generic/socket.h: SO_TIMESTAMPNS_OLD; a pair of longs.
SO_TIMESTAMPNS = 35
QUIET_S = 1.0


def stamps(receiver: socket.socket) -> list[int]:
    """The times of all datagrams of one run, in ns."""
    times: list[int] = []
    while True:
        readable, _, _ = select.select([receiver], [], [], QUIET_S if times else None)
        if not readable:
            return times
        _, ancillary, _, _ = receiver.recvmsg(64, 64)
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                seconds, nanos = struct.unpack("ll", data[:16])
                times.append(seconds * 1_000_000_000 + nanos)


def percentiles(values: list[float]) -> dict[str, float]:
    values.sort()
    return {"p50": values[len(values) // 2], "p99": values[len(values) * 99 // 100], "worst": values[-1]}


def main() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        receiver.bind(("127.0.0.1", 0))
        print(json.dumps({"port": receiver.getsockname()[1]}), flush=True)
        for line in sys.stdin:
            every = float(line) * 1e6
            times = stamps(receiver)
            places = [time - at * every for at, time in enumerate(times)]
            earliest = min(places)
            late = [(place - earliest) / 1e6 for place in places]
            gaps = [abs(after - before - every) / 1e6 for before, after in zip(times, times[1:])]
            print(json.dumps({"count": len(times), "late": percentiles(late), "gap": percentiles(gaps)}), flush=True)


main()
