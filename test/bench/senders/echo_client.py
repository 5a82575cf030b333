"""Measures round trips on one TCP connection: sends a message, waits until as many bytes have come back.

Usage: echo_client.py HOST PORT SIZE [tls]
Each line on standard input is a number of rounds; each is answered with {"p50": ns, "p99": ns, "max": ns}.
"""

import json
import socket
import sys
import time

from wrapping import wrapped


def round_trip(connection: socket.socket, message: bytes) -> int:
    started = time.perf_counter_ns()
    connection.sendall(message)
    missing = len(message)
    while missing > 0:
        got = connection.recv(missing)
        if not got:
            raise SystemExit("The other side closed the connection.")
        missing -= len(got)
    return time.perf_counter_ns() - started


def main() -> None:
    host, port, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    message = bytes(index % 256 for index in range(size))
    with wrapped(socket.create_connection((host, port))) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for line in sys.stdin:
            rounds = sorted(round_trip(connection, message) for _ in range(int(line)))
            at = {"p50": rounds[len(rounds) // 2], "p99": rounds[len(rounds) * 99 // 100], "max": rounds[-1]}
            print(json.dumps(at), flush=True)


main()
