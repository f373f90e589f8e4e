"""A fresh WordPress on this machine, with the plugin in it, and the assessment beside it: `make wordpress`.

WordPress itself comes from npm's `@wp-playground/wordpress-builds`, with SQLite for a database; it needs PHP with its
extensions sqlite3, xml and mbstring, and npm. On Debian, `VERSION=debian` takes Debian's own package in its place.
"""

import os
import secrets
import shutil
import subprocess
import tarfile
import textwrap
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CACHE = ROOT / ".cache" / "wordpress"
BUILDS = "@wp-playground/wordpress-builds@0.9.19"
VERSIONS = {"6.6": "wp-beta", "6.5": "wp-6.5", "6.4": "wp-6.4"}
"""Which of the builds in that package is which version; `debian` is another way to get one."""
DEBIAN = ("wordpress", "wordpress-theme-twentytwentyone", "wordpress-theme-twentytwentytwo")
PORT = 9400
ADDRESS = f"http://localhost:{PORT}"
PATIENCE = 60
"""Seconds that WordPress may take to answer for the first time."""
CONFIG = """<?php
define( 'DB_NAME', 'wordpress' ); define( 'DB_USER', '' ); define( 'DB_PASSWORD', '' ); define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8' ); define( 'DB_COLLATE', '' );
define( 'WP_HOME', '%s' ); define( 'WP_SITEURL', '%s' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost' );
define( 'DISABLE_WP_CRON', true ); define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DEBUG', true ); define( 'WP_DEBUG_LOG', true ); define( 'WP_DEBUG_DISPLAY', false );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', '%s' ); define( $name . '_SALT', '%s' );
}
$table_prefix = 'wp_';
define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
"""
ONLY_HERE = """<?php
// For trying on one machine: WordPress refuses to ask addresses of its own machine, and ports that are not usual.
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'http_allowed_safe_ports', function ( $ports ) { return range( 1024, 65535 ); } );
"""
AS_IF_ASKED = """
$_SERVER = array_merge( $_SERVER, array(
    'HTTP_HOST' => 'localhost', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1' ) );
"""
INSTALL = """
define( 'WP_INSTALLING', true );
require '{folder}/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
if ( ! is_blog_installed() ) {{
    wp_install( 'A made-up clinic', 'admin', 'admin@clinic.invalid', true, '', 'password' );
}}
activate_plugin( 'support-mosaic/support-mosaic.php' );
"""


class Missing(SystemExit):
    """Something that this needs is not on this machine."""


def needs(program: str, why: str) -> str:
    """The path of a program."""
    found = shutil.which(program)
    if not found:
        raise Missing(f"{program} is needed: {why}")
    return found


def run(*command: str | Path, folder: Path | None = None) -> str:
    """Runs a program to its end; what it said."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"{' '.join(map(str, command))[:200]}\n{done.stdout}{done.stderr}")
    return done.stdout


def builds() -> Path:
    """The folder with the builds, fetched once."""
    folder = CACHE / "builds"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        name = (
            run(needs("npm", "WordPress comes from its registry"), "pack", BUILDS, folder=CACHE)
            .strip()
            .splitlines()[-1]
        )
        with tarfile.open(CACHE / name) as packed:
            packed.extractall(folder, filter="data")
    return folder / "package"


def unpack_build(version: str, folder: Path) -> None:
    """WordPress of a version, with the files that the builds keep apart."""
    package = builds()
    with zipfile.ZipFile(package / "src" / "wordpress" / f"{VERSIONS[version]}.zip") as packed:
        packed.extractall(folder)
    shutil.copytree(package / "public" / VERSIONS[version], folder, dirs_exist_ok=True)


def unpack_debian(folder: Path) -> None:
    """Debian's own WordPress, with two of its themes."""
    packages = CACHE / "debian"
    packages.mkdir(parents=True, exist_ok=True)
    run(needs("apt-get", "Debian's package"), "download", *DEBIAN, folder=packages)
    for package in packages.glob("*.deb"):
        run("dpkg", "-x", package, packages / "unpacked")
    shutil.copytree(
        packages / "unpacked" / "usr/share/wordpress", folder, dirs_exist_ok=True, ignore_dangling_symlinks=True
    )


def fresh(version: str, folder: Path) -> Path:
    """A new WordPress in a folder, with SQLite and the plugin, installed: `admin` with the password `password`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    unpack_debian(folder) if version == "debian" else unpack_build(version, folder)
    content = folder / "wp-content"
    shutil.rmtree(content / "database", ignore_errors=True)
    with zipfile.ZipFile(builds() / "src/sqlite-database-integration/sqlite-database-integration.zip") as packed:
        packed.extractall(content / "plugins")
    sqlite = content / "plugins" / "sqlite-database-integration"
    (content / "plugins" / "sqlite-database-integration-main").rename(sqlite)
    drop_in = (sqlite / "db.copy").read_text()
    drop_in = drop_in.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(sqlite))
    (content / "db.php").write_text(drop_in.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php"))
    (content / "mu-plugins").mkdir(exist_ok=True)
    (content / "mu-plugins" / "only-here.php").write_text(ONLY_HERE)
    shutil.copytree(HERE / "support-mosaic", content / "plugins" / "support-mosaic", dirs_exist_ok=True)
    (folder / "wp-config.php").unlink(missing_ok=True)
    (folder / "wp-config.php").write_text(CONFIG % (ADDRESS, ADDRESS, secrets.token_hex(32), secrets.token_hex(32)))
    php(folder, INSTALL.format(folder=folder), loads=False)
    return folder


def php(folder: Path, code: str, *, loads: bool = True) -> str:
    """What PHP code prints that runs inside this WordPress."""
    before = f"require '{folder}/wp-load.php';" if loads else ""
    return run(php_program(), "-d", "display_errors=stderr", "-r", AS_IF_ASKED + before + textwrap.dedent(code))


def php_program() -> str:
    """The path of PHP."""
    return needs("php", "WordPress is written in it")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a WordPress, served for as long as this is open."""
    command = [php_program(), "-S", f"localhost:{PORT}", "-t", str(folder)]
    environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as server:
        try:
            wait_for(ADDRESS)
            yield ADDRESS
        finally:
            os.killpg(server.pid, 15)
            server.wait(10)


def wait_for(address: str) -> None:
    """Waits until something answers there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def main() -> None:
    """Serves a fresh WordPress and the assessment beside it until Ctrl-C."""
    from integrations.wordpress.beside import assessment_beside  # noqa: PLC0415  the site itself needs none of ours

    version = os.environ.get("VERSION", "6.6")
    folder = fresh(version, CACHE / f"site-{version}")
    with served(folder) as site, assessment_beside() as server:
        print(
            f"WordPress {version} is at {site}/wp-admin (admin, password); the plugin is active. Stop it with Ctrl-C."
        )
        print(f"In its settings, name the server {server} and the clinic demo.")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
