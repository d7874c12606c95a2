"""Discord's refusals: the HTTP status and JSON code of each error that the loopback knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One of Discord's documented errors."""

    status: int
    code: int
    message: str


class RefusedError(Exception):
    """Ends the handling of a request with this refusal as the answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
NOT_FOUND = Refusal(404, 0, "404: Not Found")
UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = Refusal(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_ROLE = Refusal(404, 10011, "Unknown Role")
UNKNOWN_USER = Refusal(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
ALREADY_ANSWERED = Refusal(400, 40060, "Interaction has already been acknowledged.")
NO_ACCESS = Refusal(403, 50001, "Missing Access")
NOT_THE_AUTHOR = Refusal(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")
DIRECT_MESSAGES_CLOSED = Refusal(403, 50007, "Cannot send messages to this user")
TOKEN_EXPIRED = Refusal(401, 50027, "Invalid Webhook Token")
INVALID_BODY = Refusal(400, 50035, "Invalid Form Body")
THREAD_ARCHIVED = Refusal(400, 50083, "Tried to perform an operation on an archived thread")
THREAD_LOCKED = Refusal(403, 160005, "Thread is locked")
