"""Forms with files (multipart/form-data, RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request

from foodplan.errors import InvalidValue
from foodplan.texts import say
from foodplan.units import MB
from foodplan.web.render import words_of

MOST_BYTES = 40 * MB
"""Of a form with its files; a single table may have half of it."""

_BOUNDARY = re.compile(r'boundary="?([^";,]{1,200})"?')
_NAME = re.compile(rb'[; ]name="([^"]*)"')
_FILE = re.compile(rb'[; ]filename="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Fields, and files by their names."""

    fields: Mapping[str, str]
    files: Mapping[str, bytes]


async def upload_of(request: Request) -> Upload:
    """What was posted; InvalidValue where it is too much to be held."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            language = words_of(request).language
            raise InvalidValue(say("week-too-large", language, mb=MOST_BYTES / MB))
    match = _BOUNDARY.search(request.headers.get("content-type", ""))
    return read_parts(bytes(body), match[1].encode() if match else b"")


def read_parts(body: bytes, boundary: bytes) -> Upload:
    """Parts between boundaries; what is no part of a form is passed over."""
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    if boundary:
        for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
            head, gap, content = part.partition(b"\r\n\r\n")
            name, file = _NAME.search(head), _FILE.search(head)
            if gap and file:
                files[file[1].decode("utf-8", "replace")] = content
            elif gap and name:
                fields[name[1].decode("utf-8", "replace")] = content.decode("utf-8", "replace")
    files.pop("", None)
    return Upload(fields=fields, files=files)
