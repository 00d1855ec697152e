"""One small invented family, filled in for each kind of plan as a person would fill it."""

from datetime import date
from typing import Any

Sheets = dict[str, Any]
AS_AT = date(2026, 11, 23)


def start(kind: str, **answers: Any) -> Sheets:
    return {
        "Case reference": "FS7001",
        "Family": "The H family",
        "Prepared by": "Ade Cole",
        "Prepared on": date(2026, 11, 20),
        "Version": 1,
        "Kind of plan": kind,
        "What this plan is for": "To keep Ella safe and rested at home after the quarrels of September.",
        "What this plan is for, in words everyone may see": "To keep Ella safe and rested at home.",
        "Plan starts on": date(2026, 11, 4),
        "Lead worker": "Ade Cole",
        **answers,
    }


def family(**more: list[Sheets]) -> Sheets:
    """The sheets that every kind of plan has."""
    people = [
        {
            "Full name": "Jo Hart", "Who they are": "Parent", "Relationship to the children": "Mum of Ella",
            "Parental responsibility for": "Ella Hart", "Lives with": "Ella Hart", "Phone": "01632 960 400",
        },
        {
            "Full name": "Sheila Hart", "Who they are": "Family or friend who helps",
            "Relationship to the children": "Nan of Ella", "Knows about the worries?": True,
        },
        {
            "Full name": "Ade Cole", "Who they are": "Worker", "Agency": "Fernshire Council children's services",
            "Job": "Social worker", "Part in this plan": "Lead worker", "Phone": "01632 960 101",
            "What they are responsible for": "Sees Ella every two weeks and leads the reviews.",
        },
        {
            "Full name": "Ruth Dale", "Who they are": "Worker", "Agency": "Fernshire Council children's services",
            "Job": "Team manager", "Part in this plan": "Manager",
        },
        {
            "Full name": "Helen Park", "Who they are": "Worker", "Agency": "Saltby Primary", "Job": "Teacher",
            "Works with": "Ella Hart; Jo Hart",
        },
    ]  # fmt: skip
    return {
        "Children": [
            {
                "Child's full name": "Ella Hart", "Date of birth": date(2018, 3, 11), "Lives with": "Jo Hart",
                "Is this address confidential?": "Yes",
                "Address": "4 Quay Cottages, Saltby, ZZ1 4QX", "School or nursery": "Saltby Primary",
            },
        ],
        "People": [*people, *more.pop("people", [])],
        "Views": [
            {"Whose view": "Ella Hart", "What they say": "I like it when it is quiet.", "Agrees with the plan?": "Yes"},
            {"Whose view": "Jo Hart", "What they say": "I want us all to sleep.", "Agrees with the plan?": "Yes"},
        ],
        "Strengths and worries": [
            {
                "Strength, worry or need?": "Strength",
                "What happens or what we see": "Jo reads with Ella before school every day.",
            },
            {
                "Strength, worry or need?": "Worry",
                "What happens or what we see": "On 14 September Ella hid in the shed while the grown-ups shouted.",
                "What it means for the child": "She wakes at night and is tired at school.",
                "What might happen if nothing changes": "Ella could be hurt, and fall behind with reading.",
                "In words everyone may see": "It was too loud at home for Ella to sleep.",
                "Score now, 0 to 10": 4, "Score needed, 0 to 10": 8,
            },
        ],
        "Sharing": [
            {"Who gets a copy": "Jo Hart", "As": "Parent with parental responsibility", "Why they need it": "Home."},
            {"Who gets a copy": "Helen Park", "As": "School or nursery", "Why they need it": "She sees Ella daily."},
        ],
        **more,
    }  # fmt: skip


OUTCOMES = [
    {
        "What will be different for the child": "Ella sleeps through the night in her own bed.",
        "Answers worry or need no.": 2,
        "Where things are now": "14 September: awake four nights in seven.",
        "How we will know": "Six nights in seven for four weeks, by Jo's chart and what Ella says.",
        "By when": date(2026, 12, 18),
    },
]
ACTIONS = [
    {
        "For outcome no.": 1, "What will be done": "Jo keeps the sleep chart and shows it to Ade on Fridays.",
        "Who will do it": "Jo Hart", "Done by": date(2026, 12, 11),
    },
    {
        "For outcome no.": 1, "What will be done": "Helen lets Ella rest in the book corner after lunch.",
        "Who will do it": "Helen Park", "Done by": date(2026, 12, 11),
    },
]  # fmt: skip
WHAT_IF = [
    {
        "If this happens": "Ella hides from a quarrel again.", "This is what we will do": "Nan fetches her that night.",
        "Who does it": "Sheila Hart", "How quickly": "The same day",
    },
]  # fmt: skip
SIGNATURES = [
    {"Who": "Jo Hart", "Where the signature stands": "Signed", "Date": date(2026, 11, 4)},
    {"Who": "Ruth Dale", "Where the signature stands": "Signed", "Date": date(2026, 11, 4)},
]
RULES = [
    {
        "Against which harm": "Shouting and pushing between the grown-ups at night",
        "When it gets hard": "A letter about the rent", "First sign": "Voices get loud in the kitchen",
        "Red flag": "A door is slammed", "The rule": "Jo rings Nan, and Ella sleeps at Nan's that night.",
        "Who keeps it": "Jo Hart", "When": "Each time, at any hour", "Back-up": "Helen Park",
        "How we will know it works": "Nan writes each call in the journal.", "Who checks it": "Sheila Hart",
        "Made by the family?": True, "Practised on": date(2026, 11, 12),
    },
]  # fmt: skip


def meeting(kind: str, day: date = date(2026, 11, 27)) -> list[Sheets]:
    return [{"Meeting or visit?": "Meeting", "Which kind": kind, "Date": day, "Planned or held?": "Planned"}]


def early_help() -> Sheets:
    return {
        "Start": start(
            "Early help plan",
            **{
                "Level of need": 2, "Assessment finished on": date(2026, 10, 20),
                "Has the family agreed to early help?": "Yes", "Who agreed": "Jo Hart", "Agreed on": date(2026, 10, 28),
                "Must not be shared with": "Saltby Surgery",
            },
        ),
        **family(
            people=[
                {"Full name": "Dr Lee Oak", "Who they are": "Worker", "Agency": "Saltby Surgery", "Job": "Doctor"}
            ]
        ),
        "Scores": [{"Part of family life": "Bedtimes", "At the start": 3, "Now": 4, "Where we want to be": 8}],
        "Outcomes": OUTCOMES,
        "Actions": ACTIONS,
        "Meetings": meeting("Team around the family"),
        "Signatures": SIGNATURES,
    }  # fmt: skip


def looked_after() -> Sheets:
    sheets = family(
        people=[
            {
                "Full name": "Mary Elm (carer)", "Who they are": "Carer", "Lives with": "Ella Hart",
                "Address": "9 Alder Mews, Harwick, ZZ9 2LT", "Confidential?": True, "Hide from": "Jo Hart",
                "Say instead": "Ella's foster carer",
            },
            {"Full name": "Joan Firth", "Who they are": "Worker", "Agency": "Fernshire Council children's services",
             "Job": "Reviewing officer", "Part in this plan": "Independent reviewing officer"},
        ]
    )  # fmt: skip
    child, mum = sheets["Children"][0], sheets["People"][0]
    mum.pop("Lives with")
    child.update({
        "Address": "9 Alder Mews, Harwick, ZZ9 2LT", "Lives with": "Mary Elm (carer)", "Legal status": "Care order",
        "Language": "English", "Culture and religion": "White British; Methodist, goes to Sunday club",
    })  # fmt: skip
    sheets["Sharing"] += [
        {"Who gets a copy": "Mary Elm (carer)", "As": "Foster or other carer", "Why they need it": "Cares for Ella."}
    ]
    return {
        "Start": start(
            "Looked after care plan",
            **{
                "Plan starts on": date(2026, 10, 5), "Manager": "Ruth Dale",
                "Independent reviewing officer": "Joan Firth", "Assessment finished on": date(2026, 9, 28),
            },
        ),
        **sheets,
        "Care": [CARE],
        "Outcomes": OUTCOMES,
        "Actions": ACTIONS,
        "What if": WHAT_IF,
        "Meetings": [
            {"Meeting or visit?": "Meeting", "Which kind": "Looked after review", "Date": date(2026, 10, 30),
             "Planned or held?": "Held", "Where": "Saltby Primary"},
            *meeting("Looked after review", date(2027, 1, 27)),
        ],
        "Signatures": SIGNATURES,
    }  # fmt: skip


CARE = {
    "Which child": "Ella Hart", "Looked after since": date(2026, 10, 5), "Kind of home": "Foster carers",
    "Lives there since": date(2026, 10, 5),
    "Why this home, and how it works day to day": "Near her school. Story and bed at eight.",
    "Who may decide what": "The carer decides on sleepovers and school trips; Jo is asked about haircuts.",
    "Plan for a lasting home": "Home to Jo by Easter if the quiet lasts for ten weeks.",
    "Health": "Well. Sees the school nurse each term.",
    "Education": "Year 3 at Saltby Primary; reads with Helen twice a week.",
    "Feelings and behaviour": "Wakes at night; the carer sits with her until she sleeps.",
    "Identity": "Goes to Sunday club with Nan as before.",
    "Family and friends": "Nan on Sundays; two friends from class come to tea.",
    "Family time": "Jo on Tuesdays and Saturdays, two hours, with Ade there.",
    "How the child comes across to others": "No need found: she is at ease with people.",
    "Looking after themselves": "Learning to wash her hair.",
}  # fmt: skip


def safety_plan() -> Sheets:
    return {
        "Start": start(
            "Safety plan",
            **{
                "Plan ends on": date(2027, 1, 22), "Manager": "Ruth Dale",
                "Who this safety plan is for": "Jo Hart",
                "What it is about": "Sam came to the door at night on 1 and 3 November and shouted.",
                "What must be done about it": "Ella sleeps where Sam does not come.",
                "What it is for, in words everyone may see": "To keep Ella safe at night.",
                "Can this person decide about it?": "Yes", "Agreed freely, without pressure?": "Yes",
                "Who checked that": "Ade Cole", "Is it agreed?": "Agreed",
                "What happens if it is not kept": "We meet within two days to see why and what would help.",
                "Talked through on": date(2026, 11, 4),
                "How it helps the child's own plan": "No plan yet: the enquiry is under way.",
            },
        ),
        **family(),
        "Safety rules": RULES,
        "Keeping safe now": [
            {
                "For when": when, "What keeps the children safe": "Ella sleeps at Nan's; Jo comes for breakfast.",
                "Safe adult": "Sheila Hart", "Who checks it": "Ade Cole",
            }
            for when in ("Tonight", "This weekend")
        ],
        "Actions": [{**action, "For outcome no.": None} for action in ACTIONS],
        "What if": WHAT_IF,
        "Meetings": [
            *meeting("Review of the safety plan"),
            {"Meeting or visit?": "Visit", "Which kind": "Check of the home", "Who": "Ade Cole",
             "How often": "Every week", "Announced?": "Some of each"},
        ],
        "Signatures": SIGNATURES,
    }  # fmt: skip


def wellbeing_plan() -> Sheets:
    return {
        "Start": start("Wellbeing plan"),
        **family(),
        "Bottom lines": [
            {
                "What must be in place": "Somebody calm is at home whenever Ella is.", "Which children": "Ella Hart",
                "Why": "On 14 September she was alone in the shed until midnight.", "Who set it": "Ade Cole",
                "How it is checked": "Nan looks in every evening at six and writes it down.",
            },
        ],
        "Outcomes": OUTCOMES,
        "Timeline": [
            {"Week": "1-2", "Task": "Jo asks four people to help.", "Why": "So that Ella has a network.",
             "Who": "Jo Hart", "For outcome no.": 1, "Meetings and visits": "1 home visit"},
            {"Week": "3-8", "Task": "Nan leads the network meeting.", "Why": "So that it goes on without workers.",
             "Who": "Sheila Hart", "For outcome no.": 1},
        ],
        "Safety rules": RULES,
        "What if": WHAT_IF,
        "Meetings": meeting("Network meeting"),
    }  # fmt: skip


FAMILIES = {
    "early_help": early_help,
    "looked_after": looked_after,
    "safety_plan": safety_plan,
    "wellbeing_plan": wellbeing_plan,
}
