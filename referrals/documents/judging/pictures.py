"""Pictures: of so many pixels, drawn again the right way up, so that neither place nor camera travels with them."""

import io
import warnings

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind

MOST_PIXELS = 30_000_000
FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
MOVES = ("PNG", "WEBP")
"""Of a camera's JPEG or HEIF with more pictures in it the first is the photo."""
BROKEN = "This picture is broken or cut off. Save it again as JPEG, and add that"
WRONG = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    IndexError,
    RuntimeError,
    OverflowError,
    MemoryError,
    Image.DecompressionBombError,
)
"""What Pillow raises for pictures that are none: each of its readers has words of its own."""

pillow_heif.register_heif_opener(thumbnails=False)


def read(content: bytes, kind: Kind) -> Judged:
    """The picture drawn again, in its own format."""
    return Judged(kind, _again(content, FORMATS[kind], FORMATS[kind]))


def read_heic(content: bytes) -> Judged:
    """A photo of a phone, as JPEG: that opens everywhere."""
    return Judged(Kind.JPEG, _again(content, "HEIF", "JPEG"))


def _again(content: bytes, of: str, into: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _drawn(content, of, into)
    except WRONG as error:
        raise Refused(BROKEN) from error


def _drawn(content: bytes, of: str, into: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[of]) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            most = MOST_PIXELS // 1_000_000
            raise Refused(f"This picture has more than {most} million pixels. Save it smaller, and add that")
        if of in MOVES and getattr(sent, "n_frames", 1) > 1:
            raise Refused("This picture moves. Save one of its pictures as JPEG, and add that")
        upright = ImageOps.exif_transpose(sent)
        has_gaps = into != "JPEG" and ("A" in upright.getbands() or "transparency" in upright.info)
        plain = upright.convert("RGBA" if has_gaps else "RGB")
    plain.info = {}
    written = io.BytesIO()
    plain.save(written, into, **({"quality": 90} if into != "PNG" else {}))
    return written.getvalue()
