"""The client of every socket tutorial: says hello once and prints the answer."""

import socket
import sys

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
    client.settimeout(10)
    client.connect(("127.0.0.1", int(sys.argv[1])))
    client.sendall(b"Hello, server!")
    print(client.recv(1024).decode())
