"""Many clients at once: crowd.py PORT CLIENTS. All are connected before the first one leaves."""

import socket
import sys
import time

port, clients = int(sys.argv[1]), int(sys.argv[2])
began = time.monotonic()
crowd = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(clients)]
for client in crowd:
    client.close()
print(f"{time.monotonic() - began:.3f}")
