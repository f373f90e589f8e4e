"""Looks at each file of deploy/ with the program that will read it, or one that knows its rules: `make deploy-check`.

Nothing is started but these programs, and nothing needs a network. What is not on this machine is said and passed over.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tests.support.project_files import ROOT

DEPLOY = ROOT / "deploy"
TOOLS = ROOT / ".cache" / "deploy" / "bin"
SITE = "support.example.org"
EXPOSED_AT_MOST = 15
"""Of the 100 points that systemd gives for what a service could do; none is the best."""
BY_DESIGN = "CKV_K8S_35"
"""The keys come as an environment variable: they are read once, and no file has to be kept from others."""
CERTIFICATE = (
    *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"),
    *("-subj", f"/CN={SITE}", "-keyout", "key.pem", "-out", "fullchain.pem"),
)
NGINX = """
worker_processes 1;
pid {here}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    include {here}/site.conf;
}}
"""


class Look(Struct, frozen=True):
    """One look at one file. `prepare` gets an empty folder, and gives the command and what it needs in its environment.

    silent  the program says what is wrong and still ends well: it must say nothing
    """

    file: str
    program: str
    prepare: Callable[[Path], tuple[list[str], Mapping[str, str]]]
    silent: bool = False


def containerfile(_: Path) -> tuple[list[str], Mapping[str, str]]:
    return ["--failure-threshold", "info", str(DEPLOY / "Containerfile")], {}


def compose(_: Path) -> tuple[list[str], Mapping[str, str]]:
    settings = {"MOSAIC_KEYS": "made-up"}
    return ["--env-file", str(DEPLOY / "example.env"), "-f", str(DEPLOY / "compose.yaml"), "config", "-q"], settings


def caddyfile(_: Path) -> tuple[list[str], Mapping[str, str]]:
    return ["validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")], {"SITE": SITE}


def caddyfile_format(_: Path) -> tuple[list[str], Mapping[str, str]]:
    return ["fmt", "--diff", str(DEPLOY / "Caddyfile")], {"SITE": SITE}


def nginx(here: Path) -> tuple[list[str], Mapping[str, str]]:
    subprocess.run(CERTIFICATE, cwd=here, check=True, capture_output=True)
    site = (DEPLOY / "nginx.conf").read_text("utf-8").replace(f"/etc/ssl/{SITE}", str(here))
    (here / "site.conf").write_text(site, "utf-8")
    (here / "nginx.conf").write_text(NGINX.format(here=here), "utf-8")
    return ["-t", "-q", "-e", "stderr", "-c", str(here / "nginx.conf")], {}


def haproxy(here: Path) -> tuple[list[str], Mapping[str, str]]:
    subprocess.run(CERTIFICATE, cwd=here, check=True, capture_output=True)
    (here / "both.pem").write_bytes((here / "fullchain.pem").read_bytes() + (here / "key.pem").read_bytes())
    settings = {"TLS_PEM": str(here / "both.pem"), "SITE": SITE, "APP1": "127.0.0.1:5001", "APP2": "127.0.0.1:5002"}
    return ["-c", "-q", "-f", str(DEPLOY / "haproxy.cfg")], settings


def rendered(here: Path) -> Path:
    """The Kubernetes files as they would be sent."""
    command = [found("kubectl") or "", "kustomize", str(DEPLOY / "kubernetes")]
    (here / "all.yaml").write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return here / "all.yaml"


def kubernetes(here: Path) -> tuple[list[str], Mapping[str, str]]:
    return ["--strict", "--quiet", str(rendered(here))], {}


def kubernetes_safety(here: Path) -> tuple[list[str], Mapping[str, str]]:
    options = ["--framework", "kubernetes", "--skip-download", "--compact", "--quiet", "--skip-check", BY_DESIGN]
    return ["-f", str(rendered(here)), *options], {"LOG_LEVEL": "ERROR"}


def unit(here: Path) -> tuple[list[str], Mapping[str, str]]:
    """With a program in it that is there: else that it is missing is all that would be said."""
    text = (DEPLOY / "support-mosaic.service").read_text("utf-8")
    (here / "support-mosaic.service").write_text(text.replace("/srv/support-mosaic/.venv/bin/python", sys.executable))
    return ["verify", "--man=no", str(here / "support-mosaic.service")], {}


def unit_safety(_: Path) -> tuple[list[str], Mapping[str, str]]:
    options = ["--offline=true", "--no-pager", f"--threshold={EXPOSED_AT_MOST}"]
    return ["security", *options, str(DEPLOY / "support-mosaic.service")], {}


LOOKS = (
    Look("Containerfile", "hadolint", containerfile),
    Look("compose.yaml", "docker-compose", compose),
    Look("Caddyfile", "caddy", caddyfile),
    Look("Caddyfile", "caddy", caddyfile_format),
    Look("nginx.conf", "nginx", nginx),
    Look("haproxy.cfg", "haproxy", haproxy),
    Look("kubernetes", "kubernetes-validate", kubernetes, silent=True),
    Look("kubernetes", "checkov", kubernetes_safety),
    Look("support-mosaic.service", "systemd-analyze", unit, silent=True),
    Look("support-mosaic.service", "systemd-analyze", unit_safety),
)


def found(program: str) -> str | None:
    """Where a program is: among ours, or on the machine."""
    return shutil.which(program, path=os.pathsep.join([str(TOOLS), os.environ["PATH"], "/usr/sbin", "/sbin"]))


def look(one: Look) -> str | None:
    """What is wrong with a file; empty where nothing is, None where the program is not on this machine."""
    program = found(one.program)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        arguments, settings = one.prepare(Path(folder))
        environment = {"PATH": os.environ["PATH"], "HOME": folder, **settings}
        done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    return said or "no words" if done.returncode or (one.silent and said) else ""


def main() -> Iterator[str]:
    """A line for each look. Ends with 1 where something is wrong."""
    wrong = 0
    for one in LOOKS:
        outcome = look(one)
        wrong += bool(outcome)
        words = "not looked at: it is not on this machine" if outcome is None else outcome or "in order"
        yield f"{one.file} by {one.program}: {words}"
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    for line in main():
        print(line)
