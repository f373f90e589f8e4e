"""The proxies of deploy/ in front of servers on this machine, in plain HTTP: what they do with TLS is not looked at."""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.processes import free_port
from tools.check_deploy import DEPLOY, NGINX, SITE
from tools.hunts.own_server import answers

STARTS_WITHIN = 10.0
"""Seconds."""


def nginx(here: Path, port: int, servers: Sequence[int]) -> list[str]:
    """Nginx with our file; its server for TLS listens without it. Returns the command."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    instances = "".join(f"    server 127.0.0.1:{one} max_fails=1 fail_timeout=1s;\n" for one in servers)
    text = re.sub(r"    server 127\.0\.0\.1:5000 .*\n", instances, text)
    kept = [block for block in re.split(r"(?=^server \{)", text, flags=re.MULTILINE) if "proxy_pass" in block]
    head = text.partition("# Another name")[0]
    site = re.sub(r"    ssl_.*\n|    http2.*\n", "", kept[0])
    site = site.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port} default_server;").replace(SITE, "localhost")
    (here / "site.conf").write_text(head + site, "utf-8")
    (here / "nginx.conf").write_text("daemon off;\nmaster_process off;\n" + NGINX.format(here=here), "utf-8")
    return [shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx", "-e", "stderr", "-c", str(here / "nginx.conf")]


def haproxy(here: Path, port: int, servers: Sequence[int]) -> list[str]:
    """HAProxy with our file, likewise."""
    text = (DEPLOY / "haproxy.cfg").read_text("utf-8")
    plain, tls = text.index("frontend plain"), text.index("frontend tls")
    text = text[:plain] + text[tls:]
    text = re.sub(r"    bind :443 .*", f"    bind 127.0.0.1:{port}", text)
    text = re.sub(r"    ssl-default.*\n", "", text)
    instances = "".join(f"    server app{number} 127.0.0.1:{one}\n" for number, one in enumerate(servers, 1))
    text = re.sub(r"    server app1 .*\n    server app2 .*\n", instances, text).replace("${SITE}", "127.0.0.1")
    (here / "haproxy.cfg").write_text(text.replace('"127.0.0.1"', "127.0.0.1"), "utf-8")
    return [shutil.which("haproxy", path="/usr/sbin:/usr/bin") or "haproxy", "-db", "-f", str(here / "haproxy.cfg")]


PROXIES = {"nginx": nginx, "haproxy": haproxy}


def there(name: str) -> bool:
    """Whether this proxy is on this machine."""
    return bool(shutil.which(name, path="/usr/sbin:/usr/bin"))


@contextmanager
def proxy(name: str, servers: Sequence[int]) -> Iterator[int]:
    """The port of a proxy in front of the servers at these ports."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = PROXIES[name](Path(folder), port, servers)
        with (Path(folder) / "said.txt").open("wb") as said:
            running = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            until = time.monotonic() + STARTS_WITHIN
            while not answers(port):
                if running.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((Path(folder) / "said.txt").read_text("utf-8"))
                time.sleep(0.1)
            yield port
        finally:
            running.terminate()
            running.wait(STARTS_WITHIN)
