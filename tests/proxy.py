"""How does a test put the documented TLS proxy in front of a house?

The server blocks are those of docs/nginx.conf; only name, ports and certificate are the test's own.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.house import ROOT
from tests.serving import House, free_port

NAME = "jinlin.example.gov.cn"
MAIN = """
daemon off;
master_process off;
pid {at}/nginx.pid;
error_log {at}/nginx.log warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {at}/body;
    proxy_temp_path {at}/proxy;
    fastcgi_temp_path {at}/fastcgi;
    uwsgi_temp_path {at}/uwsgi;
    scgi_temp_path {at}/scgi;
    include {at}/jinlin.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs: its name leads to this machine in a browser that is told so."""

    port: int
    plain_port: int

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}"


def proxy_at_free_ports() -> Proxy:
    return Proxy(free_port(), free_port())


@contextmanager
def in_front_of(house: House, proxy: Proxy, at: Path) -> Iterator[None]:
    _certificate(at)
    own = {
        "listen 80;": f"listen 127.0.0.1:{proxy.plain_port};",
        "listen 443 ssl": f"listen 127.0.0.1:{proxy.port} ssl",
        "/etc/ssl/jinlin/": f"{at}/",
        "http://127.0.0.1:8000": house.url,
    }
    text = (ROOT / "docs" / "nginx.conf").read_text()
    for documented, tested in own.items():
        assert text.count(documented) >= 1, documented
        text = text.replace(documented, tested)
    (at / "jinlin.conf").write_text(text)
    (at / "nginx.conf").write_text(MAIN.format(at=at))
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert nginx, "please run tools/system tests"
    process = subprocess.Popen([nginx, "-p", str(at), "-c", str(at / "nginx.conf")])
    try:
        _wait_for(proxy.port)
        yield
    finally:
        process.terminate()
        process.wait(60)


def _certificate(at: Path) -> None:
    names = ["-keyout", str(at / "privkey.pem"), "-out", str(at / "fullchain.pem")]
    made = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days", "2"]
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes"]
    subprocess.run(["openssl", "req", *kind, *names, *made], check=True, capture_output=True)


def _wait_for(port: int) -> None:
    for _turn in range(1200):  # a minute
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the proxy did not start")
