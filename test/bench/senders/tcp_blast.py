"""Writes 64 KiB blocks to a TCP port as fast as they are taken, then finishes and waits for the other side.

Usage: tcp_blast.py HOST PORT WRITES [tls]
Prints {"ready": true} once connected, starts on a line from standard input, and at the end prints
{"bytes": N, "seconds": S}: S from the first write until the last one was taken by the system.
"""

import json
import socket
import sys
import time

from wrapping import finish, wrapped

BLOCK = bytes(range(256)) * 256


def main() -> None:
    host, port, writes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with wrapped(socket.create_connection((host, port))) as connection:
        print(json.dumps({"ready": True}), flush=True)
        sys.stdin.readline()
        started = time.perf_counter()
        for _ in range(writes):
            connection.sendall(BLOCK)
        seconds = time.perf_counter() - started
        finish(connection)
        print(json.dumps({"bytes": writes * len(BLOCK), "seconds": seconds}), flush=True)
        # Stays until told to go, so that closing is no part of what is measured.
        sys.stdin.readline()


main()
