"""Numbered datagrams at a steady rate: datagrams.py PORT COUNT PER_SECOND. Each is 100 bytes."""

import socket
import sys
import time

port, count, per_second = (int(word) for word in sys.argv[1:4])
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.connect(("127.0.0.1", port))
began = time.perf_counter()
for number in range(count):
    # A busy wait: a sleep is coarser than the gap between two datagrams.
    while time.perf_counter() < began + number / per_second:
        pass
    sender.send(f"datagram {number:06d} ".encode().ljust(100, b"."))
print(count)
