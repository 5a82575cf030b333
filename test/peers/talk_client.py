"""A client that says something, reads the answer, and goes on: talk_client.py PORT TIMES."""

import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10) as client:
    for number in range(1, int(sys.argv[2]) + 1):
        client.sendall(f"message {number}".encode())
        print(client.recv(1024).decode())
