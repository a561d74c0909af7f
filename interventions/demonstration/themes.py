"""What the stories are about: sixteen kinds of trouble and help, in sentences that begin with what is good."""

# fmt: off
# A sentence a line.
from typing import NamedTuple

Line = tuple[str, str, str, str]
"""An entry of a story: kind, section, title, text."""


class Theme(NamedTuple):
    """One kind of trouble as everybody in a story speaks of it. `{name}` is the child's first name.

    `phases`: early years, primary, secondary, college, by their first letters. `helper` is the key of the agency
    that fits. `tried` holds what, happened, planned, result.
    """

    phases: str
    seen: tuple[str, ...]
    facts: tuple[str, ...]
    worry: str
    words: str
    lines: tuple[Line, ...]
    hopes: str
    tried: tuple[tuple[str, int, int, str], ...]
    helper: str
    question: str
    answer: str
    better: str
    family: str


THEMES: tuple[Theme, ...] = (
    Theme(
        phases="ps",
        seen=("left_lesson",),
        facts=(
            "Asked to go to the toilet each time the reading came round, three lessons in a row.",
            "Tore up the sheet before the paired reading, then helped to tidy the room.",
        ),
        worry="Reading aloud has become something to run from.",
        words="If I know which bit is mine I can practise it. It’s the not knowing.",
        lines=(
            ("observation", "education", "Read to one person", "{name} read two pages to the librarian, slowly and well, and asked for the next book."),
            ("contact", "home", "Talked with home", "Reading was hard for a parent too. They would like to know whether it runs in the family, and they read together on Sundays."),
            ("voice", "voice", "What helps", "“Coloured paper helps. And not going first.”"),
        ),
        hopes="A view on whether school is missing a need, and advice for the lessons where reading cannot be avoided.",
        tried=(("Paired reading", 9, 12, "Two pages at a time now"), ("Warned before being asked to read", 14, 15, "Stays in the room")),
        helper="salt",
        question="Is there a language need behind the reading that we are missing, and what should teachers do differently?",
        answer="Understanding is strong; finding words under pressure is not. Give the passage the day before, and never ask cold. I will see {name} twice more in school.",
        better="{name} reads aloud in English when the passage is given the day before, and no longer leaves.",
        family="It used to be a fight every Sunday night. It isn’t now.",
    ),
    Theme(
        phases="ps",
        seen=("hurt", "upset"),
        facts=(
            "Pushed another pupil over at lunch, then sat down beside them until help came.",
            "Second fight this week, both in the last ten minutes of lunch.",
        ),
        worry="Lunch is long, and it has ended in fights.",
        words="Lunch is the long bit. If there’s a thing to do I do it.",
        lines=(
            ("observation", "behaviour", "A calm lunch with a job", "Set out the chairs for assembly with the caretaker. No trouble, and a smile at the end."),
            ("contact", "home", "Rang home", "At home it is quiet when there is a job to do. They are worried about a suspension, and want to help."),
            ("voice", "voice", "About lunch", "“I don’t start it. But I don’t walk off either.”"),
        ),
        hopes="Someone to work with {name} and the family at home on what happens before it boils over.",
        tried=(("Lunch club with a mentor", 7, 12, "No fights on club days"), ("Meeting to put things right", 2, 2, "Both said sorry")),
        helper="family_help",
        question="What would help the family most in the afternoons, and can you start before the holidays?",
        answer="We have met twice at home. Afternoons are better since the bikes came out of the shed. We go on weekly until the end of term.",
        better="Seven weeks without a fight. {name} runs the chairs for assembly and has asked to train the next one.",
        family="We were dreading the phone. Now it rings with good news as well.",
    ),
    Theme(
        phases="sc",
        seen=("missing",),
        facts=(
            "Late four mornings this week, always after taking a little sister to nursery first.",
            "Fell asleep in registration and said there was a lot to do at home.",
        ),
        worry="Mornings start with caring for others, and school starts late.",
        words="I’m not lazy. I’ve done three things before you’ve had your coffee.",
        lines=(
            ("contact", "home", "Coffee at school", "Mum has been ill since the summer. {name} does breakfasts and the nursery run. She did not know that there is help for young carers."),
            ("observation", "attendance", "A later start on two days", "Agreed with the form tutor: library until 9:20 on Tuesdays and Thursdays. Kept every one."),
            ("voice", "voice", "What it is like", "“I like looking after them. I just can’t do it and be on time.”"),
        ),
        hopes="Practical help in the mornings so that {name} can be a pupil first.",
        tried=(("Agreed later start twice a week", 8, 8, "Kept every one"), ("Breakfast club", 3, 10, "Too early with the nursery run")),
        helper="family_help",
        question="Can somebody take on the nursery run, and who supports mum while she is ill?",
        answer="A neighbour and a volunteer driver share the nursery run from Monday. Mum has a carer’s assessment next week, and {name} a place at young carers.",
        better="On time nine days in ten, and still the one who makes the pancakes on Saturdays.",
        family="We didn’t know we were allowed to ask.",
    ),
    Theme(
        phases="eps",
        seen=("upset",),
        facts=(
            "Has not spoken to an adult since the move, but hums along when nobody looks.",
            "Sat under the table during group work and came out for the story.",
        ),
        worry="Since the move {name} has gone quiet.",
        words="I talk in my head. It’s just the mouth bit.",
        lines=(
            ("observation", "education", "Whispered to a friend", "Explained the rules of a game to one child in a whisper, start to finish."),
            ("contact", "home", "Video from home", "Talks and sings at home all day. The family sent a short film so that we could hear it."),
            ("voice", "voice", "Drawn, not said", "A drawing of a mouth with a zip. On the zip it says “for now”."),
        ),
        hopes="To learn how to make talking possible without pushing.",
        tried=(("Small group, three children", 6, 8, "Whispers now"), ("No questions in front of the class", 20, 20, "Stays in the room")),
        helper="salt",
        question="Is this selective mutism, and how should we answer the silence?",
        answer="It fits selective mutism, seen early. Keep the no-pressure rule, build on the whispering with one friend, then two. I have shown the family and the class team how.",
        better="{name} answers the register and told the whole class about the dog.",
        family="At home we never stop hearing it. Lovely that you do now too.",
    ),
    Theme(
        phases="psc",
        seen=("home", "upset"),
        facts=(
            "Grandad died in the holidays. {name} told the class as if it were a joke, and then left.",
            "Cried in the corridor and asked not to be sent home, because home is sad.",
        ),
        worry="Since a death in the family the days are up and down.",
        words="Everyone at home is sad so I do it here.",
        lines=(
            ("contact", "home", "Met the family", "They had thought it kinder not to talk about it. They will look at photographs together."),
            ("observation", "behaviour", "Took a moment and came back", "Used the quiet room twice this week; back within ten minutes each time."),
            ("voice", "voice", "About grandad", "“He taught me to whistle. I can’t do it at the moment.”"),
        ),
        hopes="A few hours with someone who knows grief, for {name} and perhaps for the family.",
        tried=(("Quiet room card", 11, 11, "Back each time"), ("Memory box with the mentor", 4, 6, "Half full")),
        helper="camhs",
        question="Is this grief taking its course, or does {name} need more than school can give?",
        answer="This is grief taking its course, in a child with good people around. Four sessions offered and taken up. Nothing more is needed now; come back if sleep goes.",
        better="Whistled in the corridor this morning. The quiet room card has not been used for three weeks.",
        family="We all talk about him now. It’s better.",
    ),
    Theme(
        phases="psc",
        seen=("upset", "missing"),
        facts=(
            "Asleep by ten on four Mondays; sharp and funny once awake.",
            "Said that there are five of them in the room at the hotel and that the lift is loud.",
        ),
        worry="Nights are short where they live now, and it shows by ten.",
        words="The lift goes ding all night. I count them.",
        lines=(
            ("contact", "home", "Visited at the hotel", "A clean room and too many beds. Their own flat may come in the spring. The baby wakes at two and at five."),
            ("observation", "health", "After a nap", "Twenty minutes in the medical room, then the best work of the week."),
            ("voice", "voice", "About the room", "“I do my homework in the bath. There’s no water in it.”"),
        ),
        hopes="Advice on sleep, and a voice with housing.",
        tried=(("Homework club", 10, 10, "All work handed in"), ("Nap in the medical room on Mondays", 4, 4, "Helps")),
        helper="nursing",
        question="What can we do about sleep in one room with a baby, and is {name} well otherwise?",
        answer="Well and growing. Ear plugs, a dark corner and a fixed time have helped already. I have written to housing with the family’s agreement.",
        better="A flat with two bedrooms since last month. Awake, and not always quietly.",
        family="First night we all slept till seven.",
    ),
    Theme(
        phases="s",
        seen=("upset", "left_lesson"),
        facts=(
            "Left maths when a group chat was read out; found in the library, shaking.",
            "Eats lunch in the toilets since the start of the month.",
        ),
        worry="A friendship has broken, and a group chat makes it worse.",
        words="It’s not what they say. It’s that everyone’s read it.",
        lines=(
            ("observation", "behaviour", "Lunch in the art room", "Three pupils from another form now eat there too. It was {name}’s idea to ask them."),
            ("contact", "home", "Evening call", "The phone is now charged in the kitchen at night, agreed and not imposed."),
            ("voice", "voice", "What to say to them", "“I don’t want anyone in trouble. I want it to stop.”"),
        ),
        hopes="Help for {name} to feel safe among others again, and advice to us on the chat.",
        tried=(("Art room at lunch", 12, 12, "Not alone"), ("Talk with the four others", 1, 2, "The second is on Friday")),
        helper="camhs",
        question="How low is {name}, and what should school look out for?",
        answer="Low, not unsafe. We made a plan together and {name} chose whom to tell. School is doing the right things; keep the art room.",
        better="Back in the canteen, with different company. The chat is quiet.",
        family="There is laughing at the table again.",
    ),
    Theme(
        phases="ps",
        seen=("hurt", "upset"),
        facts=(
            "Hid under the coats when the hall filled up, hands over ears.",
            "Threw a chair when the timetable changed without a word; was sorry at once.",
        ),
        worry="Noise and sudden changes bring it all down at once.",
        words="When it’s loud it’s like it’s inside.",
        lines=(
            ("observation", "education", "A good morning", "With the timetable on the desk and ear defenders at hand, {name} worked until break and helped two others."),
            ("contact", "health", "The waiting list", "The family has waited eleven months for an assessment. We agreed not to wait with the help."),
            ("voice", "voice", "Best and worst", "“Best is the aquarium corner. Worst is wet play.”"),
        ),
        hopes="To understand what sets it off and to plan for the loud parts of the day.",
        tried=(("Timetable on the desk", 18, 20, "Calmer mornings"), ("Ear defenders", 15, 15, "Chosen by {name}")),
        helper="salt",
        question="What would make the loud hours bearable, and is the support we planned the right one?",
        answer="The plan is right. Add a warning before each change and a place that is {name}’s own. I will train the lunch staff this month.",
        better="Wet play is spent in the aquarium corner, with a friend. No chairs this half term.",
        family="You saw what we see. Thank you.",
    ),
    Theme(
        phases="ps",
        seen=("missing", "upset"),
        facts=(
            "Mondays missed five weeks running, with a stomach ache each time.",
            "Stood at the gate with mum for twenty minutes and then went home.",
        ),
        worry="Coming in has become hard, and a day missed makes the next one harder.",
        words="Once I’m in I’m fine. It’s the gate.",
        lines=(
            ("observation", "attendance", "In by the side door", "Met at the side door by the same person four days running. In class by 9:10 each day."),
            ("contact", "health", "The stomach aches", "The family’s doctor found nothing wrong and was kind about it."),
            ("voice", "voice", "About the gate", "“Can you be there and not say anything? That’s the best way.”"),
        ),
        hopes="A plan that school and home keep together, and a view on the stomach aches.",
        tried=(("Met at the side door", 8, 10, "In by 9:10"), ("Sunday evening call", 4, 5, "Looks forward to it")),
        helper="nursing",
        question="Is there a health reason behind the Mondays, and what should we say to a stomach ache at eight?",
        answer="No health reason found. Believe the ache, name the worry, and keep the door. I have seen {name} twice and will see the family once more.",
        better="Four whole weeks. On the last Monday {name} came through the gate.",
        family="We have our Sundays back.",
    ),
    Theme(
        phases="s",
        seen=("upset", "other"),
        facts=(
            "Waited in reception until the buses had gone and would not say why.",
            "Two older boys, not ours, waited at the bus stop again.",
        ),
        worry="The way home does not feel safe.",
        words="I’d walk with someone if it wasn’t a big thing.",
        lines=(
            ("observation", "home", "Left with the netball team", "Walked to the station with six others. Nobody followed."),
            ("contact", "justice", "What was seen", "The shop on the corner saw the two boys on Tuesday and Thursday and will say so if asked."),
            ("voice", "voice", "What would help", "“Don’t drive me. Just be about.”"),
        ),
        hopes="The way home made safe, without {name} being marked out.",
        tried=(("Leaving with the netball team", 5, 6, "Nobody followed"), ("Staff at the bus stop", 4, 5, "Quiet while there")),
        helper="police",
        question="Can an officer be near the bus stop from 3:10 to 3:40pm until the end of term?",
        answer="We are there Tuesdays and Thursdays, in plain view and talking to everyone. The two are known to us and have been spoken to.",
        better="The walk home is a walk home again.",
        family="They walk home in a bunch now and I don’t stand at the window.",
    ),
    Theme(
        phases="eps",
        seen=("home", "other"),
        facts=(
            "Hungry by nine, and put half of the snack in a pocket for later.",
            "The same shirt all week, washed overnight and still wet.",
        ),
        worry="There is too little at home at the moment, and {name} carries it.",
        words="I’m saving it. It’s not stealing if you save it.",
        lines=(
            ("contact", "home", "A cup of tea", "Hours were cut in the spring. They had not asked for free meals because of a form. We filled it in together."),
            ("observation", "education", "After breakfast club", "Joined in, joked, finished the work. Monday and Friday are the hungry days."),
            ("voice", "voice", "A wish", "“A coat that’s mine first.”"),
        ),
        hopes="Help for the family with money and forms, without shame.",
        tried=(("Breakfast club", 15, 15, "Comes every day"), ("Uniform cupboard", 1, 1, "Chose a coat")),
        helper="family_help",
        question="What is the family entitled to that they do not have, and who will go through it with them?",
        answer="Two benefits and a discretionary payment found. The arrears are frozen. We keep in touch monthly.",
        better="Full by nine, and gives away the apple. A coat that was {name}’s first.",
        family="You never made us feel small.",
    ),
    Theme(
        phases="ep",
        seen=("upset", "other"),
        facts=(
            "Points and pulls at sleeves; about twenty words, and others cannot make them out.",
            "Gave up telling the story after the third “what?” and hid the book.",
        ),
        worry="Few people understand {name}’s words yet.",
        words="“Me say. You no listen.”",
        lines=(
            ("observation", "education", "With picture cards", "Chose, asked and refused with cards, and laughed when it worked."),
            ("contact", "health", "Hearing test", "Hearing was tested in the summer and is fine."),
            ("voice", "voice", "Shown with cards", "Card for “outside”, card for “you”, card for “now”."),
        ),
        hopes="To know what sort of speech need this is and to start while {name} is so keen.",
        tried=(("Picture cards", 12, 12, "Asks with them"), ("Singing group", 8, 10, "All the tunes")),
        helper="salt",
        question="What is the need, and what should we do every day?",
        answer="A speech sound disorder with good understanding. Ten minutes a day of the games I left, and I will see {name} every other week.",
        better="Told the whole story of the lost mitten, and was understood.",
        family="Gran understood every word on the phone!",
    ),
    Theme(
        phases="ps",
        seen=("other", "upset"),
        facts=(
            "Third school in two years; packs the bag at two o’clock in case it is the last day.",
            "Knows the answers in two languages and says them in neither.",
        ),
        worry="So many moves that it does not pay to unpack.",
        words="If I like it here we’ll move.",
        lines=(
            ("contact", "home", "With an interpreter", "The lease is for two years. Nobody had told {name} that. We told {name} together."),
            ("observation", "education", "Unpacked", "The bag stayed on its hook until the bell. A drawing is on the wall."),
            ("voice", "voice", "On friends", "“I have one. I’m waiting for the second.”"),
        ),
        hopes="Steady people, and a check of what was missed between the schools.",
        tried=(("Buddy", 10, 10, "Now three of them"), ("English in the morning", 14, 15, "Speaks up")),
        helper="family_help",
        question="Who can help the family settle, and is there anything from before that we should know?",
        answer="Files of the two former councils are with us: nothing to worry about. The family goes to the Saturday group and likes it.",
        better="Showed the new child where the bags go.",
        family="This is the longest we have been somewhere.",
    ),
    Theme(
        phases="sc",
        seen=("upset",),
        facts=(
            "Left the mock after ten minutes and walked round the field until it ended.",
            "Has rewritten the same page eleven times and handed in none.",
        ),
        worry="Exams have taken over the nights.",
        words="If it’s not perfect it’s nothing. I know that’s stupid.",
        lines=(
            ("observation", "education", "Handed in a draft", "With crossings-out. We framed it."),
            ("contact", "home", "Talked about evenings", "The family would be glad of any grade at all, and will say so."),
            ("voice", "voice", "About marks", "“Can someone mark it without a number?”"),
        ),
        hopes="Someone outside school to talk with, before the exams and not after.",
        tried=(("Work marked without grades", 6, 8, "Hands in drafts"), ("Small room for mocks", 2, 2, "Stayed to the end")),
        helper="camhs",
        question="How can we lower the pressure, and is {name} safe at night?",
        answer="Safe, tired and hard on {name}’s own work. Six sessions under way. School should keep marking without numbers.",
        better="Sat every paper and slept in between.",
        family="Whatever the letter says in August, we’re proud.",
    ),
    Theme(
        phases="s",
        seen=("missing", "other"),
        facts=(
            "Brought home by police with two others after vapes were taken from a shop; {name} held the bag.",
            "New trainers, a second phone, and very tired.",
        ),
        worry="Older company and things that someone else paid for.",
        words="I’m good at finding places. They said that’s worth something.",
        lines=(
            ("contact", "home", "At the kitchen table", "The family knew about the phone. They are frightened and would like a man who listens."),
            ("observation", "behaviour", "In the workshop", "Fixed the head’s bike. Wants to do it for a living."),
            ("voice", "voice", "About the bag", "“I knew what was in it. I didn’t know how to put it down.”"),
        ),
        hopes="A way out for {name} before there is a charge.",
        tried=(("Bike workshop", 6, 6, "Never missed one"), ("Mentor", 3, 6, "Mentor changed jobs")),
        helper="youth_justice",
        question="Is there a place on the diversion programme, and who would {name} meet?",
        answer="A place from next Monday, with a worker who mends bikes as well. No charge while it runs.",
        better="Twelve weeks, no police, one apprenticeship interview.",
        family="The phone went back, without us asking. We were in the car round the corner.",
    ),
    Theme(
        phases="ps",
        seen=("hurt", "home"),
        facts=(
            "Shouted at a dinner lady for saying “your mum”, then asked to write to her.",
            "Will not go to after-school club on the days that dad collects.",
        ),
        worry="Home has become two homes, and the handover days are hard.",
        words="I pack for both. I always forget something at one.",
        lines=(
            ("contact", "home", "Each parent, apart", "Both came, an hour apart. Both want the same thing and said so in nearly the same words."),
            ("observation", "behaviour", "Wednesdays", "A spare PE kit in school: not one row on a Wednesday since."),
            ("voice", "voice", "Two homes", "“Can I have one reading book that lives here?”"),
        ),
        hopes="Support for the parents to plan the handovers so that {name} need not.",
        tried=(("Spare kit in school", 5, 5, "Calmer handovers"), ("Talk on Wednesday mornings", 6, 8, "Says what is coming")),
        helper="family_help",
        question="Would the parents take up help with their plan, and what can school stop doing that makes it harder?",
        answer="Both parents have been to two sessions. School should write to both, always, with the same letter.",
        better="Wednesdays are days like others.",
        family="We’re better apart and better at it.",
    ),
)

STRENGTHS: dict[str, tuple[str, ...]] = {
    "e": (
        "Loves the water tray and shares every boat",
        "Builds the tallest towers and laughs when they fall",
        "Knows the sound of every animal and sings all day",
        "First to help sweep up, and last to stop",
    ),
    "p": (
        "Reads to the little ones on Thursdays and is never late for it",
        "Draws maps of islands with their own weather",
        "Knows more about spiders than the teachers do",
        "Kind at playtime and quick with a joke",
        "Runs like the wind and waits for the slower ones",
        "A careful gardener: this year’s beans came up",
        "Has never forgotten a birthday in the class",
        "Likes hard sums best of all",
        "Looks after a little brother with great patience",
        "Sings the high part in the choir",
    ),
    "s": (
        "Funny, loyal and good with younger pupils",
        "A steady goalkeeper whom the team trusts",
        "Cooks for the family and is proud of it",
        "Mends bikes for half the street",
        "Writes songs that the whole form knows",
        "Never late for art and always last to leave it",
        "Speaks three languages and helps new pupils find their way",
        "Fair, honest and quick to say sorry",
        "Has an eye for colour that the textiles room envies",
        "Plays chess with the caretaker, and wins",
        "Thoughtful in discussion and brave with questions",
        "Carries the whole drum kit to every concert",
    ),
    "c": (
        "Works two evenings at the bakery and is never late there",
        "Helps first years with their forms",
        "The best eye in the photography group",
        "Wants to be a paramedic and has the patience for it",
    ),
}

REPLIES = (
    "Thank you for noticing. I have opened a case, and I will keep you posted on what helps in class.",
    "You were right to write this down. We have started work on it; carry on being warm and ordinary.",
    "Thank you. I have talked with the family, and we are doing something about it.",
    "Good that you said so early. A case is open; tell me if it changes, either way.",
)
JOINED = (
    "Thank you: this fits with what we are working on. What you saw helps.",
    "Added to work that is under way. Please go on telling me what you see.",
)
DISMISSED = (
    "Thank you. I talked with {name}, who was tired after a birthday and is fine. Please tell me if it happens again.",
    "Thank you for asking. There was a good reason, which the family told us about, and nothing more is needed.",
    "I looked into it with the form tutor. We moved a seat, and that was all it took. Well spotted.",
    "I rang home: a lost cat, found since. Thank you for looking out for {name}.",
    "Thank you. {name} and I had a good talk. No case now; I look in again in a fortnight.",
)
SMALL_FACTS = (
    "Very quiet in form time today, which is not like {name}.",
    "Came without a coat and said it did not matter.",
    "Snapped at a friend over a pencil, then cried.",
    "Asked twice whether school is open at the weekend.",
    "Did not want to go out to play and would not say why.",
    "Laughed it off, but there is a bruise on the arm from “falling off a wall”.",
    "Walked out of the dining hall and sat on the stairs.",
    "Has stopped bringing the homework that used to come first.",
)
TOLD_WORDS = (
    "They had noticed it too, and were glad to be asked.",
    "They agree, and will ring if it gets worse.",
    "They were worried about being judged, and less so afterwards.",
    "They would like to hear good news too, and will.",
)
HOW_TOLD = ("at school", "by phone", "at home", "at the school gate", "by video call")
ACCEPTED = (
    "We will help. A worker is named within two working days, and you hear who it is.",
    "Yes. What you have tried is the right thing; we add to it.",
    "Accepted. We speak to the family by the end of the week and you are there if they wish.",
)
DECLINED = (
    ("school_can_meet", "What you do is what we would do, and it has begun to help.", "Keep the plan to the end of term and count the sessions. Ring the advice line on any Tuesday; send it again if it turns."),
    ("already_open", "Another service already works with the family on this, and a second one would tire them.", "Ask to be at their next meeting: they would like you to be."),
    ("below_threshold", "This is below the level of need for this help, which is no judgement of your worry.", "The family group at the library takes everyone. The school nurse can see you next week."),
)
"""Reason, words, what the school can do meanwhile."""
DISPUTED = (
    "We have done this for two terms, and the sessions are counted. It has stopped helping.",
    "The other service has not met the family since March. Nobody is there to be tired.",
    "You decided on the first page. The second has what happened on the bus.",
)
"""Why a school disagrees."""
REDIRECTED = (
    ("early_help", "Family Help", "This is for Family Help, who have a place. We have spoken with them, and they ring you tomorrow.", "Go on as you are: it is right."),
    ("health", "The school nursing team", "The first step is a look at health. The school nurse knows, and will come on Thursday.", "Keep the diary that you began; she will ask for it."),
    ("send", "The SEND team", "This reads like a need that lasts. The SEND team takes it from here, with you.", "Keep what you tried and what came of it: it counts as evidence."),
)
"""Reason, to whom, words, what the school can do meanwhile."""
