"""
Numbered datagrams at a steady rate: datagrams.py PORT COUNT PER_SECOND. Each is 100 bytes.

A receiver that gets no processor for a while is waited for, where the system says how much its socket holds (Linux):
what is tried with this is that nothing that was received is lost, not how busy the machine is.
"""

import socket
import sys
import time

# Bytes as /proc/net/udp counts them: a quarter of the smallest buffer that Linux gives by default.
ENOUGH_WAITS = 50_000

port, count, per_second = (int(word) for word in sys.argv[1:4])


def waiting():
    """How many bytes the socket at the port holds; 0 where that is not known."""
    try:
        with open("/proc/net/udp") as sockets:
            lines = [line.split() for line in sockets][1:]
    except OSError:
        return 0
    return sum(int(line[4].split(":")[1], 16) for line in lines if int(line[1].split(":")[1], 16) == port)


sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.connect(("127.0.0.1", port))
began = time.perf_counter()
for number in range(count):
    # A busy wait: a sleep is coarser than the gap between two datagrams.
    while time.perf_counter() < began + number / per_second:
        pass
    while number % 50 == 0 and waiting() > ENOUGH_WAITS:
        time.sleep(0.001)
    sender.send(f"datagram {number:06d} ".encode().ljust(100, b"."))
print(count)
