"""TLS over a sender's connection, when its last argument is the word tls: nothing is verified, nothing is resumed."""

import socket
import ssl
import sys


def wrapped(connection: socket.socket) -> socket.socket:
    if sys.argv[-1] != "tls":
        return connection
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(connection)


def finish(connection: socket.socket) -> None:
    """Nothing more will be sent: a FIN, or a close_notify with its answer."""
    if isinstance(connection, ssl.SSLSocket):
        connection.unwrap()
    else:
        connection.shutdown(socket.SHUT_WR)
