"""Files of the demonstration, made when it is made: an e-mail, and a picture with writing on it."""

import io
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from PIL import Image, ImageDraw


def mail(sender: str, to: str, when: datetime, subject: str, words: str) -> bytes:
    """An e-mail as a mail program saves it."""
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = sender, to, format_datetime(when), subject
    message.set_content(words)
    return message.as_bytes()


def card(words: str) -> bytes:
    """A photo of a card with a few lines on it."""
    picture = Image.new("RGB", (800, 560), "#f4e9c8")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((24, 24, 776, 536), outline="#073f3a", width=6)
    drawing.multiline_text((70, 90), words, fill="#16211f", font_size=44, spacing=24)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
