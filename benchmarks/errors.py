"""Word errors: what was heard beside what was said, once numbers, hyphens and words that sound alike are the same."""

import re

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Nobody can tell these apart by ear: whoever lies there takes the one that makes sense.
ALIKE = {
    "too": "to",
    "two": "to",
    "four": "for",
    "won": "one",
    "towards": "toward",
    "weight": "wait",
    "heals": "heels",
    "feat": "feet",
    "waste": "waist",
    "souls": "soles",
    "write": "right",
    "their": "there",
    "ore": "or",
    "bare": "bear",
    "sees": "seas",
    "its": "it's",
    "okay": "ok",
}


def words(text: str) -> list[str]:
    """The words as they sound: numbers spelt out, small letters, without marks."""
    text = re.sub(r"(\d)\s*°", r"\1 degrees", text.lower().replace("’", "'"))
    text = re.sub(r"\d+", lambda found: f" {spelt(int(found[0]))} ", text)
    return [ALIKE.get(word, word) for word in re.findall(r"[a-z']+", text.replace("-", " "))]


def spelt(number: int) -> str:
    """A number below a thousand in words."""
    if number < len(ONES):
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return " ".join([TENS[tens - 2], *([ONES[ones]] if ones else [])])
    hundreds, rest = divmod(number, 100)
    return " ".join([ONES[hundreds], "hundred", *([spelt(rest)] if rest else [])])


def errors(said: str, heard: str) -> int:
    """How many words were left out, added or taken for others; none where only the gaps between words differ."""
    wanted, got = words(said), words(heard)
    if "".join(wanted) == "".join(got):
        return 0
    row = list(range(len(got) + 1))
    for number, word in enumerate(wanted, 1):
        before, row[0] = row[:], number
        for place, other in enumerate(got, 1):
            row[place] = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (word != other))
    return row[-1]
