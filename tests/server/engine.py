"""A container engine for the tests, and the image of docker-compose.yml in it.

An engine that answers is used as it is. Where none does, and this is CI, one is started for the tests alone: with its
own socket and folder, stopped by its own process. Where the image is not there it is built: the server's published
jars on a Debian base.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server import container
from tests.server.jars import NoServerError, jars

IMAGE = Path(__file__).with_name("image")
_STARTING = 60.0
_PACKAGES = "openjdk-17-jre-headless,wget"


def docker(*arguments: str, check: bool = True) -> str:
    """Run docker. Raises NoServerError where `check`."""
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise NoServerError(f"docker {arguments[0]}: {(done.stdout + done.stderr)[-1500:]}")
    return done.stdout


@contextmanager
def engine() -> Iterator[dict[str, str]]:
    """An engine with the image. Gives what the environment needs to reach it. Raises NoServerError."""
    if shutil.which("docker") is None:
        raise NoServerError("there is no Docker")
    may_make = bool(os.environ.get("CI")) and os.geteuid() == 0
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0:
        _provide_image(may_make)
        yield {}
        return
    if not may_make or shutil.which("dockerd") is None:
        raise NoServerError("no Docker engine answers")
    folder = Path(tempfile.mkdtemp(prefix="lodegraph-engine-"))
    try:
        with _started(folder) as address:
            os.environ["DOCKER_HOST"] = address
            try:
                _provide_image(may_make)
                yield {"DOCKER_HOST": address}
            finally:
                del os.environ["DOCKER_HOST"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(folder: Path) -> Iterator[str]:
    address = f"unix://{folder}/docker.sock"
    folders = [f"--data-root={folder}/data", f"--exec-root={folder}/exec", f"--pidfile={folder}/pid"]
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(["dockerd", f"--host={address}", *folders], stdout=output, stderr=output)
    try:
        end = time.monotonic() + _STARTING
        while subprocess.run(["docker", "-H", address, "info"], capture_output=True, check=False).returncode:
            if process.poll() is not None or time.monotonic() > end:
                raise NoServerError(f"the engine did not start: {log.read_text('utf-8', 'replace')[-1500:]}")
            time.sleep(0.3)
        yield address
    finally:
        process.terminate()
        process.wait(60)


def _provide_image(may_make: bool) -> None:
    name = container.image()
    if docker("images", "-q", name).strip():
        return
    if not may_make:
        raise NoServerError(f"the image {name} is not there (docker pull {name})")
    with tempfile.TemporaryDirectory(prefix="lodegraph-image-") as scratch:
        context = Path(scratch)
        for file in IMAGE.iterdir():
            shutil.copy(file, context)
        shutil.copytree(jars(), context / "jars")
        _base(context / "base.tar")
        docker("build", "-q", "-t", name, scratch)


def _base(target: Path) -> None:
    """A small Debian with Java, made once and then kept in the user's cache."""
    kept = jars().parent / "base.tar"
    if not kept.exists():
        if shutil.which("debootstrap") is None:
            raise NoServerError("there is no debootstrap to build the image with")
        site, suite = subprocess.run(
            ["apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)", "Created-By: Packages"],
            capture_output=True, text=True, check=True,
        ).stdout.splitlines()[0].split()  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="lodegraph-base-") as root:
            command = ["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", suite, f"{root}/base", site]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise NoServerError(f"debootstrap: {(done.stdout + done.stderr)[-1500:]}")
            unfinished = kept.with_suffix(f".{os.getpid()}")
            subprocess.run(["tar", "-C", f"{root}/base", "-cf", str(unfinished), "."], check=True)
            unfinished.replace(kept)
    shutil.copy(kept, target)
