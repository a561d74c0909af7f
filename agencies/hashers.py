"""How the secret of a school's own system is hashed: it is 64 random characters, so nothing is gained by being slow."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class RandomSecretHasher(PBKDF2PasswordHasher):
    """Salted, and quick enough that asking for tokens keeps no server busy. Never for what people choose."""

    algorithm = "pbkdf2_random_secret"
    iterations = 1000
