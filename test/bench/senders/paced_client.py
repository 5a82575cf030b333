"""Asks on one TCP connection at a fixed rate and measures how long each answer takes.

Usage: paced_client.py HOST PORT SIZE RATE
Messages have SIZE bytes and end in a line feed; an answer has as many bytes. Each line on standard input is a number
of seconds; each is answered with {"rate": messages per second, "p50": ns, "p99": ns, "answered": messages}.
"""

import json
import select
import socket
import sys
import time


def ask(connection: socket.socket, message: bytes, rate: int, seconds: float) -> dict[str, float]:
    size = len(message)
    total = int(rate * seconds)
    sent_at: list[int] = []
    took: list[int] = []
    received = 0
    started = time.perf_counter_ns()
    while len(took) < total:
        now = time.perf_counter_ns()
        due = min(total, (now - started) * rate // 1_000_000_000) - len(sent_at)
        if due > 0:
            sent_at.extend([now] * due)
            connection.sendall(message * due)
        readable, _, _ = select.select([connection], [], [], 0.0002)
        if not readable:
            continue
        got = connection.recv(1 << 20)
        if not got:
            raise SystemExit("The other side closed the connection.")
        received += len(got)
        now = time.perf_counter_ns()
        while len(took) < received // size:
            took.append(now - sent_at[len(took)])
    elapsed = (time.perf_counter_ns() - started) / 1e9
    took.sort()
    return {"rate": total / elapsed, "p50": took[total // 2], "p99": took[total * 99 // 100], "answered": total}


def main() -> None:
    host, port, size, rate = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    message = b"MATCH" + b"x" * (size - 6) + b"\n"
    with socket.create_connection((host, port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for line in sys.stdin:
            print(json.dumps(ask(connection, message, rate, float(line))), flush=True)


main()
