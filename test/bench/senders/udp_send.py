"""Sends numbered datagrams to a UDP port (to a group: over the loopback interface), at a rate or as fast as the system takes them.

Usage: udp_send.py HOST PORT COUNT SIZE RATE
RATE is in datagrams per second, 0 means as fast as possible. At a rate, everything that is due is sent, then the
process sleeps for about half a millisecond: on few cores a sender that spins would itself cause the loss.
Prints {"sent": N, "seconds": S}; N / S is the rate that was really offered.
"""

import ipaddress
import json
import socket
import sys
import time

NAP = 0.0005


def main() -> None:
    host, port, count, size, rate = sys.argv[1], *map(int, sys.argv[2:6])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        if ipaddress.ip_address(host).is_multicast:
            sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
        sender.connect((host, port))
        send = sender.send
        filler = b"." * (size - 8)
        sent = 0
        started = time.perf_counter()
        while sent < count:
            due = count if rate == 0 else min(count, int((time.perf_counter() - started) * rate) + 1)
            while sent < due:
                send(b"%08d" % sent + filler)
                sent += 1
            if sent < count:
                time.sleep(NAP)
        seconds = time.perf_counter() - started
    print(json.dumps({"sent": sent, "seconds": seconds}), flush=True)


main()
