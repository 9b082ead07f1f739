"""What Solvik's units often write to applicants."""

TEMPLATES = (
    (
        "Vi har tagit emot ditt ärende",
        {
            "sv": "Hej!\n\nVi har tagit emot ditt ärende {number}, {title}. Jag som handlägger det "
            "heter {officer}.\n\nDu behöver inte göra något nu. Vi hör av oss här om vi behöver "
            "veta mer.",
            "en": "Hello,\n\nWe have received your case {number}, {title}. My name is {officer} "
            "and I am handling it.\n\nYou do not need to do anything now. We will write to you "
            "here if we need to know more.",
            "fi": "Hei!\n\nOlemme vastaanottaneet asiasi {number}, {title}. Asiaasi käsittelee "
            "{officer}.\n\nSinun ei tarvitse tehdä nyt mitään. Kirjoitamme sinulle täällä, jos "
            "tarvitsemme lisätietoja.",
        },
    ),
    (
        "Ring mig",
        {
            "sv": "Hej!\n\nJag vill gärna tala med dig om ärende {number}. Skriv här vilket "
            "telefonnummer jag når dig på och när det passar.\n\n{officer}",
            "en": "Hello,\n\nI would like to talk to you about case {number}. Please write here "
            "which telephone number I can reach you at and when it suits you.\n\n{officer}",
        },
    ),
    (
        "Så långt har vi kommit",
        {
            "sv": "Hej!\n\nDen {today} arbetar vi fortfarande med ditt ärende {number}. Du "
            "behöver inte göra något. Du får beslutet här på Mina sidor.\n\n{officer}",
            "en": "Hello,\n\nAs of {today} we are still working on your case {number}. You do not "
            "need to do anything. You will get the decision here on My pages.\n\n{officer}",
        },
    ),
)
