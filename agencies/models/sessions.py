"""Sessions: one row a device that a person signed in on."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac

from agencies.models.people import Person


class Session(AbstractBaseSession):
    """A session and whose it is. No address of the network is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=60, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store over these rows."""
        from agencies.sessions import SessionStore

        return SessionStore

    @property
    def handle(self) -> str:
        """What names the session in an address: the key itself would open it."""
        return salted_hmac("agencies.Session.handle", self.session_key).hexdigest()[:16]
