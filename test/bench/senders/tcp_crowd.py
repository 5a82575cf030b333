"""Many TCP clients of one server, each of which sends numbered messages at a steady rate.

Usage: tcp_crowd.py HOST PORT CLIENTS RATE SECONDS SIZE [tls]
RATE is messages per second of each client. Prints {"clients": N, "seconds": S} once all are connected, starts on a line from
standard input, and at the end prints {"messages": N, "bytes": B, "seconds": S}. The connections stay open until
standard input ends.
"""

import json
import resource
import socket
import ssl
import sys
import time

from wrapping import wrapped

NAP = 0.001


def send_all(client: socket.socket, message: bytes) -> None:
    try:
        sent = client.send(message)
    except (BlockingIOError, ssl.SSLWantWriteError):
        sent = 0
    if sent < len(message):
        # The receiver is behind: the rest is waited for, and the rate that was reached tells.
        client.setblocking(True)
        client.sendall(message[sent:])
        client.setblocking(False)


def main() -> None:
    host, port, count, rate, seconds, size = sys.argv[1], *map(int, sys.argv[2:7])
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 100), hard))
    begun = time.perf_counter()
    clients = [wrapped(socket.create_connection((host, port), timeout=20)) for _ in range(count)]
    connecting = time.perf_counter() - begun
    for client in clients:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.setblocking(False)
    print(json.dumps({"clients": count, "seconds": connecting}), flush=True)
    sys.stdin.readline()
    total = count * rate * seconds
    filler = b"." * (size - 9) + b"\n"
    sent = 0
    started = time.perf_counter()
    while sent < total:
        due = min(total, int((time.perf_counter() - started) * count * rate) + 1)
        while sent < due:
            send_all(clients[sent % count], b"%08d" % sent + filler)
            sent += 1
        if sent < total:
            time.sleep(NAP)
    took = time.perf_counter() - started
    print(json.dumps({"messages": sent, "bytes": sent * size, "seconds": took}), flush=True)
    sys.stdin.read()


main()
