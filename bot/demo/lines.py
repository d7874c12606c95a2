"""What people say in the story. No line is an example of a pack: a test looks."""

from enum import StrEnum


class Line(StrEnum):
    """One line of somebody in Harbour."""

    HELLO = "Hi, I'm glad you came. I have about forty minutes, and there's no rush."
    WORK = "thanks. work is a lot right now and i can't switch off at night"
    TIRING = "That sounds tiring. What goes round in your head when you lie down?"
    WRONG = "mostly that i'll get it wrong again. my battery is low by the way, i might drop off"
    COME_BACK = "That's fine. If you drop off, come back and ask again. I'm not going anywhere."
    LIGHTER = "ok. saying it out loud already makes it a bit lighter"

    EXAMS = "hi. i'm behind with everything and i keep hiding it from people"
    TYPING = "I'm really slow at typing on this thing. Could we do a quick call somewhere else?"
    RATHER_NOT = "i'd rather not, writing is easier for me"

    ALONE = "i moved here in spring and i still don't know anybody"
    BATTERY = "My battery goes down so fast in here. Do you have Telegram? It is lighter."

    DOG = "my dog died last week and people say it was only a dog"
    NUMBER = "I get that. Here, for when I'm off shift: 0 7 7 0 0 9 0 0 1 2 3"

    QUIET_FLAT = "hi. my flat is so quiet since my sister moved out"
    MISS = "That can make the evenings long. What do you miss most?"
    SINGING = "how she sang in the kitchen. i never said that to anyone"

    TEST = "hi, i failed my driving test again and i feel so stupid"
    REACH = "Ouch. What number can I reach you on when I'm off shift?"
    RATHER_HERE = "i'd like to stay here. it's hard to even get up on days like this"

    REPORT = "I said no to the call and then felt bad about it all evening."

    SOFA = "i slept on the sofa again. the kitchen is a mess and i just look at it"
    HARSH = "You had all week for that. Other people get up and do it."
    TOLD = "I said I can't manage my kitchen. They said other people just get up and do it."
    ASKED = "you judged someone for how they cope at home."
    TIRED = "I was tired and it came out hard. I would say it differently now."
