"""A device that wants a login before it answers polls: one client, one line a request. Says what it was asked."""

import socket

with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    while True:
        connection, _ = server.accept()
        with connection, connection.makefile("rw", encoding="ascii", newline="\n") as lines:
            token = None
            for line in lines:
                words = line.split()
                print(line.strip(), flush=True)
                if words[:1] == ["login"]:
                    token = f"t{len(words[1])}x"
                    answer = f"welcome token={token}"
                elif token is not None and words[-1:] == [token]:
                    answer = f"value {words[1]} ok"
                else:
                    answer = "refused"
                lines.write(answer + "\n")
                lines.flush()
