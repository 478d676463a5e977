"""packaging.version: versions as PEP 440 reads and orders them."""

import re

# What else the module has, or had, is not known.
from packaging.others import VERSION_PATTERN, LegacyVersion, _BaseVersion

PATTERN = (
    r"v?(?:(\d+)!)?(\d+(?:\.\d+)*)"
    r"(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(\d*))?"
    r"(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?"
    r"(?:[-_.]?(dev)[-_.]?(\d*))?"
    r"(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?"
)
LETTERS = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}


class InvalidVersion(ValueError):
    pass


class Version:
    def __init__(self, version):
        found = re.fullmatch(PATTERN, version.strip().lower())
        if found is None:
            raise InvalidVersion(f"Invalid version: {version!r}")
        epoch, release, letter, number, implied, post, post_number, dev, dev_number, local = found.groups()
        self.epoch = int(epoch or 0)
        self.release = tuple(int(part) for part in release.split("."))
        self.pre = (LETTERS.get(letter, letter), int(number or 0)) if letter else None
        self.post = int(implied or post_number or 0) if implied or post else None
        self.dev = int(dev_number or 0) if dev else None
        self.local = re.sub(r"[-_]", ".", local) if local else None
        self.major, self.minor, self.micro = (self.release + (0, 0, 0))[:3]
        self.is_prerelease = self.pre is not None or self.dev is not None
        self.is_postrelease = self.post is not None
        self.is_devrelease = self.dev is not None

    def _key(self):
        release = list(self.release)
        while len(release) > 1 and release[-1] == 0:
            release.pop()
        # A development release of nothing else comes before the others, a release after its candidates.
        pre = self.pre or (("", 0) if self.dev is not None and self.post is None else ("z", 0))
        post = -1 if self.post is None else self.post
        dev = (1, 0) if self.dev is None else (0, self.dev)
        parts = (self.local or "").split(".")
        local = [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts] if self.local else []
        return (self.epoch, release, pre, post, dev, local)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, Version) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, Version) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, Version) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, Version) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    @property
    def base_version(self):
        epoch = f"{self.epoch}!" if self.epoch else ""
        return epoch + ".".join(str(part) for part in self.release)

    @property
    def public(self):
        return str(self).split("+", 1)[0]

    def __str__(self):
        pre = "".join(str(part) for part in self.pre) if self.pre else ""
        post = f".post{self.post}" if self.post is not None else ""
        dev = f".dev{self.dev}" if self.dev is not None else ""
        return self.base_version + pre + post + dev + (f"+{self.local}" if self.local else "")


def parse(version):
    return Version(version)
