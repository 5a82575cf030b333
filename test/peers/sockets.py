"""
Python's socket module, told what to do: one JSON object a line on standard input, one answer a line on standard
output. Bytes are hex. Sockets are named by the caller. Every call gives up after 25 seconds.
"""

import errno
import json
import socket
import struct
import sys

PATIENCE_SECONDS = 25
sockets = {}


def family(host):
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def keep(name, made):
    made.settimeout(PATIENCE_SECONDS)
    sockets[name] = made
    return made


def listen(name, host="127.0.0.1", port=0, backlog=128, receive_buffer=None):
    server = keep(name, socket.socket(family(host), socket.SOCK_STREAM))
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if receive_buffer is not None:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    server.bind((host, port))
    server.listen(backlog)
    return server.getsockname()[1]


def accept(name, server):
    connection, peer = sockets[server].accept()
    keep(name, connection)
    return peer[1]


def connect(name, port, host="127.0.0.1"):
    client = keep(name, socket.socket(family(host), socket.SOCK_STREAM))
    client.connect((host, port))
    return client.getsockname()[1]


def bind_udp(name, host="127.0.0.1", port=0):
    bound = keep(name, socket.socket(family(host), socket.SOCK_DGRAM))
    bound.bind((host, port))
    return bound.getsockname()[1]


def send(name, data):
    sockets[name].sendall(bytes.fromhex(data))


def send_to(name, port, data, host="127.0.0.1"):
    sockets[name].sendto(bytes.fromhex(data), (host, port))


def receive(name, count):
    """Exactly so many bytes."""
    parts, left = [], count
    while left > 0:
        part = sockets[name].recv(min(left, 1 << 20))
        if not part:
            raise EOFError(f"the other side finished {left} bytes too early")
        parts.append(part)
        left -= len(part)
    return b"".join(parts).hex()


def receive_to_end(name):
    """Everything until the other side finishes."""
    parts = []
    while part := sockets[name].recv(1 << 20):
        parts.append(part)
    return b"".join(parts).hex()


def count_to_end(name):
    """How many bytes come until the other side finishes, and how it ended."""
    count = 0
    try:
        while part := sockets[name].recv(1 << 20):
            count += len(part)
    except ConnectionResetError:
        return {"bytes": count, "end": "reset"}
    return {"bytes": count, "end": "finished"}


def receive_from(name):
    data, peer = sockets[name].recvfrom(65_536)
    return {"data": data.hex(), "port": peer[1]}


def finish(name):
    sockets[name].shutdown(socket.SHUT_WR)


def reset(name):
    gone = sockets.pop(name)
    gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    gone.close()


def close(name):
    sockets.pop(name).close()


CALLS = {
    call.__name__: call
    for call in (
        listen, accept, connect, bind_udp, send, send_to, receive, receive_to_end, count_to_end, receive_from,
        finish, reset, close,
    )
}

for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"value": CALLS[asked["call"]](**asked["with"])}
    except OSError as error:
        answer = {"error": errno.errorcode.get(error.errno, str(error))}
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
