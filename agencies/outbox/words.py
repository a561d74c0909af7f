"""Why mail was not handed over, in the words that people read."""

WHY = {
    "SMTPRecipientsRefused": "the mail server refused the address",
    "SMTPSenderRefused": "the mail server refused whom it came from",
    "SMTPDataError": "the mail server refused the message",
    "SMTPServerDisconnected": "the mail server broke off",
    "ConnectionResetError": "the mail server broke off",
    "BrokenPipeError": "the mail server broke off",
    "TimeoutError": "the mail server did not answer in time",
    "WorkerLost": "sending it never came to an end",
}
"""By the class of the last error."""
OTHERWISE = "the mail server did not take it"
