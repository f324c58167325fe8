"""JSON Schemas of the authored files, made from their shapes: an editor that knows them offers keys and words.

They lie in catalogue/schema/, written by scripts/reference.py. The loader does not read them, and it knows more rules
than a schema can say (`check`): a file that suits its schema may still have mistakes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from unkink.catalogue import files
from unkink.catalogue.check import PHRASE_WORDS
from unkink.model.catalogue import Vocabulary

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What each key means, by the shape it stands in. A key may refer to another shape; then this is told beside it.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "MovementFile": {
        "name": "What the movement is called. No two movements share a name.",
        "aliases": "Other names, by which it can be found too. Several movements may share one.",
        "summary": "One sentence: what it does and what it is for, without a promise.",
        "regions": "Where it works.",
        "muscles": "The muscles it is meant for.",
        "position": "How the body is placed while it is done.",
        "mode": "How it is done. It decides what the dose needs.",
        "sides": "Both sides at once, each after the other, or a rep a side in turn.",
        "lead_in": "One spoken sentence that gets somebody into it who knows it already.",
        "release": "What is said in the rest between holds and sets. Without it: the phrase `rest` of cues.toml.",
        "unlike": "Movements that are easily taken for this one, by id, and how it differs from each.",
        "props": "What is needed and what helps.",
        "steps": "How to get into it and what to do, in spoken sentences. One or more say how to breathe.",
        "feel": "What should be felt.",
        "cautions": "When to leave it out or to do it smaller.",
        "forms": "Easier, harder and other ways of doing it.",
        "planning": "What a plan counts it for. It is a judgement, not a measurement.",
        "dose": "How much of it, as a rule.",
        "timing": "How long getting ready and changing sides take.",
        "phases": "What the body does with the breath. Modes flow and breath need it; no other mode may have it.",
        "directions": "Ways it is turned, each done for the whole dose. Only in modes reps, roll and isolated.",
        "sources": "Where the movement and its figures come from.",
    },
    "SourceRefFile": {"key": "A key of sources.toml.", "note": "What that source says here."},
    "InstructionFile": {
        "text": "A spoken sentence or two. {side} and {other} stand for the sides where the movement has sides.",
        "breath": "What the breath does meanwhile.",
    },
    "PropsFile": {
        "required": "Without these it cannot be done.",
        "optional": "These help.",
        "instead": "What else will do for a prop, where that differs from the vocabulary.",
    },
    "FeelFile": {"text": "What should be felt, and what should not.", "where": "In which muscles."},
    "CautionFile": {
        "when": "What the person has.",
        "act": "Leave the movement out, or do it smaller.",
        "text": "Why, or what to do instead.",
    },
    "DirectionFile": {"id": "An id within the movement.", "say": "What is said when this direction begins."},
    "PhasesFile": {"inhale": "What the body does while breathing in.", "exhale": "… and while breathing out."},
    "FormFile": {
        "id": "An id within the movement; a programme's step may name it.",
        "grade": "How it compares with the usual way.",
        "name": "What it is called.",
        "text": "How it is done.",
        "movement": "The movement that this form really is, where it is one of its own.",
        "position": "Its own position, where the body is placed otherwise.",
        "mode": "Its own mode, where it is done in another way.",
        "directions": "Its own directions.",
        "needs": "What this form cannot be done without, beyond the movement's own. Each stands in `props` too.",
        "lifts": "Cautions of the movement that ask for this form, or whose reason it takes away.",
        "bars": "Cautions with which this form is out, whatever the movement says of them.",
    },
    "PlanningFile": {
        "kind": "What it trains, and so where in a session it belongs.",
        "depth": "How far it goes into the range of the joints, or how hard it is.",
        "loads": "How much it does for a region: 1 a little, 2 clearly, 3 what it is for.",
        "days_per_week": "The most days a week it should be done on. Strength that tires needs a day between.",
        "jolts": "The regions that its pace shakes or swings. It is brisk, and not for whoever hurts much there.",
    },
    "DoseFile": {
        "sets": "How often the whole is done, with `rest_s` between.",
        "reps": "Repetitions in a set. Of a hold: how often it is held. Alternating: both sides together, so even.",
        "hold_s": "Seconds of one hold. In other modes: seconds of one set, where it is given in time.",
        "rest_s": "Seconds of rest between sets and between repeated holds.",
        "rep_s": "Seconds of one repetition. Modes reps, roll and isolated need it; no other mode may have it.",
    },
    "DefaultDoseFile": {"source": "Where the dose comes from.", "range": "What the dose may be, here and elsewhere."},
    "DoseRangeFile": {
        "sets": "Lowest and highest.",
        "reps": "Lowest and highest; left out where none may be given.",
        "hold_s": "Lowest and highest; left out where none may be given.",
        "rest_s": "Lowest and highest.",
        "rep_s": "Lowest and highest; left out where none may be given.",
    },
    "TimingFile": {
        "setup_s": "Seconds more to arrange props and body, the first time in a routine.",
        "switch_s": "Seconds to change sides.",
        "side_by_side": "Whether all sets of one side come before the other side. Otherwise the sides take turns.",
    },
    "ProgrammeFile": {
        "name": "What the programme is called.",
        "summary": "One or two sentences: what it is for.",
        "regions": "Where it works.",
        "source": "A key of sources.toml.",
        "guidance": "Ids of pages that belong to it.",
        "fitt": "Frequency, intensity, time and type: how it is prescribed.",
        "steps": "The movements, in order.",
        "choices": "Extras that a person may take.",
    },
    "FittFile": {
        "frequency": "How often, in words.",
        "intensity": "How hard, in words.",
        "time": "How long each stretch is, in words. The length of the whole is worked out.",
        "type": "What kind of exercise.",
        "sessions_per_day": "How often a day.",
        "days_per_week": "On how many days a week.",
    },
    "StepFile": {
        "movement": "The id of a movement.",
        "dose": "Exactly how much, inside the movement's range. `rest_s` and `rep_s` carry over where left out.",
        "form": "The id of one of the movement's forms.",
        "note": "What this programme asks for in particular.",
    },
    "ChoiceFile": {
        "id": "An id within the programme.",
        "name": "What the extra is called.",
        "text": "What it adds.",
        "between": "The step that is put between every two steps.",
        "default": "Whether it is taken unless the person says otherwise.",
    },
    "ShapingFile": {"causes": "What people think brings their pain on.", "aims": "What sessions are for: each goal."},
    "AimFile": {
        "name": "How a person would say it.",
        "kinds": "How much more than usual each kind of movement counts: 1 is as usual, 2 twice as much.",
        "note": "What is told with the plan, in plain words.",
        "guidance": "Ids of pages to read.",
        "sources": "Where the facts of the note come from.",
    },
    "CauseFile": {"muscles": "How much more than usual a movement counts that reaches the muscle."},
    "QuestionFile": {
        "order": "Its place among the questions; no two share one.",
        "ask": "The question, in words for somebody tired and in pain.",
        "help": "What to keep in mind while answering.",
        "several": "Whether more than one answer may be picked.",
        "only_if": "Asked only after one of these answers to an earlier question, by the question's id.",
        "choices": "The answers: `unsure`, one that is clear and that no rule names, and others that rules name.",
        "rules": "What the answers mean. All that hold count, and the worst decides.",
        "sources": "Where it comes from.",
    },
    "AnswerFile": {
        "id": "An id within the question.",
        "name": "The answer as it is read.",
        "clear": "Whether it says that all is well: “no”, “none of these”. It goes with no other answer.",
    },
    "RuleFile": {
        "answers": "Holds where one of these was picked,",
        "also": "… and, for each other question named here, one of its answers.",
        "outcome": "What it leads to.",
        "finding": "What was found, in words that do not frighten and do not name a disease as certain.",
        "do": "What to do. In an emergency: what to do now, in few words.",
        "cautions": "Cautions that hold then. Only with the outcome go-with-limits.",
        "positions": "Positions that are out then. Only with the outcome go-with-limits.",
    },
    "GuidanceFile": {
        "title": "The page's title.",
        "summary": "One sentence: what it tells.",
        "sources": "Where it comes from.",
    },
    "VocabularyFile": {
        "regions": "Parts of the body.",
        "positions": "How the body is placed.",
        "props": "Things that are used.",
        "cautions": "What a person may have.",
        "muscles": "Muscles.",
    },
    "TermFile": {"name": "How people say it."},
    "PositionFile": {
        "level": "Steps up from lying on the floor: changing position takes longer the more of them lie between.",
        "facing": "Where the chest looks: turning over takes time too.",
        "prop": "What nobody can be in this position without.",
    },
    "PropFile": {
        "said": "As it is said after “You need”.",
        "instead": "What else will do.",
        "at_home": "Whether nearly every home has it, or what will do for it.",
    },
    "SourceFile": {
        "title": "Its title, and in short what it says.",
        "author": "Who wrote it.",
        "year": "When it appeared.",
        "address": "Where it can be read.",
        "read": "How closely it was read: whole, or on a page that quotes it.",
    },
}

# Where only words of a closed list may stand: shape, key, and the list.
CLOSED = (
    ("MovementFile", "regions", "regions"),
    ("MovementFile", "muscles", "muscles"),
    ("MovementFile", "position", "positions"),
    ("PropsFile", "required", "props"),
    ("PropsFile", "optional", "props"),
    ("PropsFile", "instead", "props"),
    ("FeelFile", "where", "muscles"),
    ("CautionFile", "when", "cautions"),
    ("FormFile", "position", "positions"),
    ("FormFile", "needs", "props"),
    ("FormFile", "lifts", "cautions"),
    ("FormFile", "bars", "cautions"),
    ("PlanningFile", "loads", "regions"),
    ("PlanningFile", "jolts", "regions"),
    ("ProgrammeFile", "regions", "regions"),
    ("CauseFile", "muscles", "muscles"),
    ("RuleFile", "cautions", "cautions"),
    ("RuleFile", "positions", "positions"),
)


def schemas(words: Vocabulary) -> dict[str, Schema]:
    """The schema of each authored file, by the kind of file, with this vocabulary's closed lists in it."""
    source = shape_of(files.SourceFile)
    return {
        "movement": _whole(shape_of(files.MovementFile, words), "A movement: movements/ID/movement.toml"),
        "programme": _whole(shape_of(files.ProgrammeFile, words), "A programme: programmes/ID.toml"),
        "planning": _whole(shape_of(files.ShapingFile, words), "What shapes a plan: planning.toml"),
        "question": _whole(shape_of(files.QuestionFile, words), "A safety question: screening/ID.toml"),
        "vocabulary": _whole(shape_of(files.VocabularyFile), "The closed lists: vocabulary.toml"),
        "sources": _whole({"type": "object", "additionalProperties": source}, "Sources by key: sources.toml"),
        "cues": _whole(_phrases(), "What is said during a routine: cues.toml"),
    }


def shape_of(model: type[files.File], words: Vocabulary | None = None) -> Schema:
    """A shape and all the shapes in it, each key with its meaning. Without `words` the lists stay open."""
    whole: Schema = _tidy(model.model_json_schema())
    for name, shape in _objects(model.__name__, whole):
        for key, value in shape["properties"].items():
            value["description"] = meaning(getattr(files, name), key)
    if words:
        _close(whole, model.__name__, words)
    return whole


def meaning(model: type[files.File], key: str) -> str:
    """What a key means in that shape. Raises KeyError where nobody has written it down."""
    told = (MEANINGS.get(shape.__name__, {}).get(key) for shape in model.__mro__)
    found = next(filter(None, told), None)
    if found is None:
        raise KeyError(f"MEANINGS does not tell what {key} means in {model.__name__}")
    return found


def _objects(name: str, whole: Schema) -> Iterator[tuple[str, Schema]]:
    shapes = {name: whole, **whole.get("$defs", {})}
    yield from ((title, shape) for title, shape in shapes.items() if "properties" in shape)


def _close(whole: Schema, name: str, words: Vocabulary) -> None:
    shapes = dict(_objects(name, whole))
    for shape, key, listed in CLOSED:
        if shape not in shapes:
            continue
        value = shapes[shape]["properties"][key]
        word = {"enum": list(getattr(words, listed))}
        if value["type"] == "array":
            value["items"] = word
        elif value["type"] == "object":
            value["propertyNames"] = word
        else:
            value.update(word)
            value.pop("pattern")


def _tidy(part: Any) -> Any:  # noqa: ANN401 (any part of a JSON document)
    """Without what TOML cannot write (null) and made-up titles; pairs and ids as keys told as every dialect knows."""
    if isinstance(part, list):
        return [_tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    tidied = {key: _tidy(value) for key, value in part.items() if not _is_noise(key, value)}
    options = [each for each in tidied.get("anyOf", []) if each != {"type": "null"}]
    if len(options) == 1:
        del tidied["anyOf"]
        tidied = {**options[0], **tidied}
    if "prefixItems" in tidied:
        tidied["items"] = tidied.pop("prefixItems")[0]
    if "patternProperties" in tidied:
        ((pattern, value),) = tidied.pop("patternProperties").items()
        tidied["propertyNames"] = {"pattern": pattern, **tidied.get("propertyNames", {})}
        tidied["additionalProperties"] = value
    return tidied


def _is_noise(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)


def _whole(schema: Schema, title: str) -> Schema:
    return {"$schema": DIALECT, "title": title, **{k: v for k, v in schema.items() if k != "description"}}


def _phrases() -> Schema:
    texts = {key: {"type": "string", "description": _fillable(words)} for key, words in PHRASE_WORDS.items()}
    return {"type": "object", "properties": texts, "required": list(texts), "additionalProperties": False}


def _fillable(words: frozenset[str]) -> str:
    named = ", ".join(f"{{{word}}}" for word in sorted(words))
    return f"May use {named}." if named else "No words in braces."
