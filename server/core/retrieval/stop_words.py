"""Words that hold a question together and say nothing of what it is about, by language.

They are left out of questions only, never out of the index: "to be or not to be" is found.
"""

from collections.abc import Sequence

LISTS = {
    "en": """
        a about above after again against all also am an and any anyone are as at be because
        been before being below between both but by can cannot could did do does doing down
        during each few for from further had has have having he her here hers him his how i if
        in into is it its itself just me more most my no nor not of off on once only or other
        our out over own please same she should so some such tell than that the their them
        then there these they this those through to too under until up upon us very was we
        were what when where whether which while who whom whose why will with would you your
    """,
    "de": """
        aber alle als also am an auch auf aus bei bin bis bist da damit dann das dass daß dem
        den der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine
        einem einen einer eines er es für gegen gibt hab habe haben hat hatte hier ich ihm ihn
        ihr ihre im in ist ja kann kein keine können man mehr mein mich mir mit muss nach
        nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so soll um und uns unser
        unter vom von vor war waren warum was weil welche welchem welchen welcher welches wenn
        wer werden wie wieder wir wird wo wurde wurden zu zum zur zwischen über
    """,
    "fr": """
        au aux avec ce ces cette comme comment dans de des du elle elles en est et eux il ils
        je la le les leur leurs lui ma mais me mes moi mon ne nos notre nous on ont ou où par
        pas plus pour pourquoi quand que quel quelle quelles quels qui sa sans se ses si son
        sont sur ta te tes toi ton tu un une vos votre vous y à
    """,
    "es": """
        a al algo como con cuando cuál cuáles cuándo cómo de del desde donde dos dónde el ella
        ellas ellos en entre era es esa ese eso esta este esto está fue ha hay la las le les
        lo los me mi muy más no nos o para pero por porque que quién qué se ser si sin sobre
        son su sus también te tiene todo tu un una uno y ya yo él
    """,
    "it": """
        a ad ai al alla alle anche che chi ci come con cosa da dal dalla degli dei del della
        delle di dove e ed gli ha hanno i il in io la le lei lo loro lui ma mi nei nel nella
        non o per perché più quale quali quando quello questa questo qui se si sono su sua sul
        sulla suo tra tu un una uno è
    """,
    "pt": """
        a ao aos as até com como da das de do dos e ela elas ele eles em entre era essa esse
        esta este está eu foi há isso isto já lhe mais mas me meu na nas no nos não o onde os
        ou para pela pelo por porque quais qual quando que quem se sem ser seu sua são também
        te tem um uma você
    """,
    "nl": """
        aan al als ben bij dan dat de der deze die dit door een en er geen had heb hebben
        heeft het hij hoe ik in is ja je kan maar me meer met mijn naar niet nog nu of om
        onder ons ook op over te tot u uit van voor waar waarom wanneer was wat we welke wie
        wij wordt zal ze zich zij zijn zo zonder
    """,
}
LANGUAGES = {name: frozenset(listed.split()) for name, listed in LISTS.items()}
LISTED = frozenset[str]().union(*LANGUAGES.values())
OFTEN = 0.05
"""A word of another language than the question's is one if it is in so many of the passages."""


def language_of(words: Sequence[str]) -> str | None:
    """Tell by its small words in which language a question is; None: two at least are needed."""
    asked = set(words)
    hits = {name: len(asked & listed) for name, listed in LANGUAGES.items()}
    most = max(hits, key=hits.__getitem__)
    return most if hits[most] > 1 else None


def without(words: Sequence[str], shares: Sequence[float]) -> list[str]:
    """Leave small words out; all stay where there are no others.

    `shares` are the parts of the passages that hold each word: "die" is an article or a verb.
    """
    language = language_of(words)
    own = LANGUAGES[language] if language else frozenset[str]()
    kept = [
        word
        for word, share in zip(words, shares, strict=True)
        if word not in own and not (word in LISTED and share >= OFTEN)
    ]
    return kept or list(words)
