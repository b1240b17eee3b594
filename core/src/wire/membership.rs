//! Reads the questions of the family `membership`: who is what, who may sit, what a meeting may do,
//! who decides what.

use super::record::{Written, as_record};
use super::request::set_all;
use super::to_text;
use crate::error::Error;
use crate::json::{Json, Object, Place, Problems, escape};
use crate::membership::{
    AttendeeGiven, ExtraSeat, ListGiven, MOST_MEMBERS, MOST_PEOPLE, Meeting, MeetingGiven,
    MembershipRules, OrganisationGiven, PersonGiven, Scene, SeatGiven, TestGiven, TestsGiven,
};
use crate::pack::{Catalogue, Commitment, SeatPart, SeatRole};
use crate::truth::Truth;
use crate::words;
use std::collections::BTreeMap;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Membership,
    Seat,
    Meeting,
    Authority,
    StructureDiagram,
    AuthorityTable,
}

/// What has been read of a question beside pack, day and settings.
enum Asked {
    Membership(Vec<OrganisationGiven>, bool),
    Seat { seat: String, role: SeatRole, matter: Option<String>, person: Box<PersonGiven> },
    Meeting(Box<MeetingGiven>),
    Authority { matter: Option<String>, body: Option<String>, consulted: Vec<(String, Truth)> },
    StructureDiagram,
    AuthorityTable(Option<String>),
}

/// Answers a question of the family; `text` is the request as it came, for its record.
pub(super) fn answer(
    catalogue: &Catalogue,
    question: Question,
    request: &Json<'_>,
    text: Written<'_>,
) -> Result<String, Error> {
    let understood = understood(catalogue, question, request)?;
    let answer = understood.answer()?;
    if understood.record { as_record(text, &answer) } else { Ok(answer) }
}

/// The answer in sentences; of a table or a drawing, as readable text.
pub(super) fn answer_in_words(
    catalogue: &Catalogue,
    question: Question,
    request: &Json<'_>,
) -> Result<String, Error> {
    understood(catalogue, question, request)?.in_words()
}

/// A meeting made ready to be asked for its outcome alone.
pub(super) fn prepared(catalogue: &Catalogue, request: &Json<'_>) -> Result<Meeting, Error> {
    let understood = understood(catalogue, Question::Meeting, request)?;
    let values = understood.scene().values();
    match understood.asked {
        Asked::Meeting(given) => understood.rules.prepared(values, *given),
        _ => Err(Error::new("request.unknown-question", "/question", "expected a meeting")),
    }
}

/// A question with the rules of its day.
struct Understood<'r> {
    rules: MembershipRules,
    settings: Option<&'r Json<'r>>,
    asked: Asked,
    record: bool,
}

fn understood<'r>(
    catalogue: &Catalogue,
    question: Question,
    request: &'r Json<'r>,
) -> Result<Understood<'r>, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let record = object.flag("record");
        let settings = object.get("settings");
        let pack = object.text("pack");
        let as_of = object.day("as_of");
        let asked = asked(question, &object);
        object.finish();
        let rules = match catalogue.membership(pack?, as_of?) {
            Ok(rules) => rules,
            Err(error) => {
                problems.take(error, "");
                return None;
            }
        };
        if let Some(settings) = settings {
            let mut scene = rules.scene();
            set_all(settings, &problems, |id, value| scene.set(id, value));
        }
        Some(Understood { rules, settings, asked: asked?, record })
    });
    problems.finish(read)
}

impl Understood<'_> {
    /// The rules with the values given, as if nothing had been answered yet.
    fn scene(&self) -> Scene<'_> {
        let mut scene = self.rules.scene();
        if let Some(settings) = self.settings {
            // What cannot be set was refused before.
            set_all(settings, &Problems::default(), |id, value| scene.set(id, value));
        }
        scene
    }

    fn answer(&self) -> Result<String, Error> {
        let scene = self.scene();
        let text = match &self.asked {
            Asked::Membership(organisations, structure) => {
                to_text(&scene.membership(organisations, *structure))
            }
            Asked::Seat { seat, role, matter, person } => {
                to_text(&scene.seat(seat, *role, matter.as_deref(), person)?)
            }
            Asked::Meeting(meeting) => to_text(&scene.meeting(meeting)?),
            Asked::Authority { matter, body, consulted } => {
                to_text(&scene.authority(matter.as_deref(), body.as_deref(), consulted)?)
            }
            Asked::StructureDiagram => to_text(&scene.structure_diagram()?),
            Asked::AuthorityTable(matter) => to_text(&scene.authority_table(matter.as_deref())?),
        }?;
        scene.finished()?;
        Ok(text)
    }

    fn in_words(&self) -> Result<String, Error> {
        // What things are called is looked up apart from the answer, and changes nothing in it.
        let (scene, names) = (self.scene(), self.scene());
        let text = match &self.asked {
            Asked::Membership(organisations, structure) => {
                words::membership_in_words(&names, &scene.membership(organisations, *structure))
            }
            Asked::Seat { seat, role, matter, person } => {
                let answer = scene.seat(seat, *role, matter.as_deref(), person)?;
                words::seat_in_words(&names, &answer)
            }
            Asked::Meeting(meeting) => {
                words::meeting_in_words(&names, meeting, &scene.meeting(meeting)?)
            }
            Asked::Authority { matter, body, consulted } => {
                let answer = scene.authority(matter.as_deref(), body.as_deref(), consulted)?;
                words::authority_in_words(&names, body.as_deref(), &answer)
            }
            Asked::StructureDiagram => scene.structure_diagram()?.markdown,
            Asked::AuthorityTable(matter) => scene.authority_table(matter.as_deref())?.markdown,
        };
        scene.finished()?;
        Ok(text)
    }
}

fn asked(question: Question, object: &Object<'_, '_>) -> Option<Asked> {
    let text = |key| object.optional_text(key).map(str::to_owned);
    Some(match question {
        Question::Membership => {
            let structure = object.flag("structure");
            let given = object.list("organisations");
            let given: Vec<_> =
                given.map(|(at, value)| organisation(value, at, object.problems)).collect();
            Asked::Membership(given.into_iter().collect::<Option<Vec<_>>>()?, structure)
        }
        Question::Seat => {
            let seat = object.text("seat").map(str::to_owned);
            let role = object.word("as", SeatRole::WORDS);
            let matter = text("matter");
            let person = object
                .require("person")
                .and_then(|value| Object::of(value, object.place("person"), object.problems))
                .map(|inner| person(&inner));
            Asked::Seat { seat: seat?, role: role?, matter, person: Box::new(person?) }
        }
        Question::Meeting => Asked::Meeting(Box::new(meeting(object)?)),
        Question::Authority => {
            let (matter, body) = (text("matter"), text("body"));
            Asked::Authority { matter, body, consulted: consulted(object) }
        }
        Question::StructureDiagram => Asked::StructureDiagram,
        Question::AuthorityTable => Asked::AuthorityTable(text("matter")),
    })
}

/// `true`, `false`, or `null` and absent: not known.
fn truth_given(object: &Object<'_, '_>, key: &'static str) -> Truth {
    match object.get(key) {
        None => Truth::Unknown,
        Some(value) => truth_of(value, object.place(key), object.problems),
    }
}

fn truth_of(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Truth {
    match value {
        Json::Bool(is) => Truth::from_bounds(*is, *is),
        Json::Null => Truth::Unknown,
        other => {
            let message = format!("expected true, false or null, found {}", other.kind());
            problems.add("json.kind", at, message);
            Truth::Unknown
        }
    }
}

fn list_given(object: &Object<'_, '_>, key: &'static str) -> ListGiven {
    let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
    match object.get(key) {
        None => ListGiven::default(),
        Some(value @ Json::Object(_)) => {
            let Some(inner) = Object::of(value, object.place(key), object.problems) else {
                return ListGiven::default();
            };
            let yes = owned(inner.texts("yes"));
            let no = owned(inner.texts("no"));
            inner.finish();
            ListGiven { yes, no, is_whole: false }
        }
        Some(_) => ListGiven { yes: owned(object.texts(key)), no: Vec::new(), is_whole: true },
    }
}

fn organisation(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Option<OrganisationGiven> {
    let object = Object::of(value, at, problems)?;
    let id = object.text("organisation").map(str::to_owned);
    let label = object.optional_text("label").map(str::to_owned);
    let given = of_organisation(&object);
    object.finish();
    Some(OrganisationGiven { id: id?, label, ..given })
}

/// What is known of an organisation, whatever it is called.
fn of_organisation(object: &Object<'_, '_>) -> OrganisationGiven {
    OrganisationGiven {
        at: object.at.to_string(),
        id: String::new(),
        label: None,
        kinds: list_given(object, "kinds"),
        in_area: truth_given(object, "in_area"),
        functions_in_area: truth_given(object, "functions_in_area"),
        named: truth_given(object, "named"),
        added: truth_given(object, "added"),
    }
}

fn person(object: &Object<'_, '_>) -> PersonGiven {
    let offices = list_given(object, "offices");
    let capacities = list_given(object, "capacities");
    let organisation = of_organisation(object);
    let tests = tests(object);
    object.finish();
    PersonGiven { offices, capacities, organisation, tests }
}

fn tests(object: &Object<'_, '_>) -> TestsGiven {
    let mut found = TestsGiven::new();
    let entries = match object.get("tests") {
        None => return found,
        Some(Json::Object(entries)) => entries,
        Some(other) => {
            object.wrong("tests", "an object", other);
            return found;
        }
    };
    for (id, value) in entries {
        let at = format!("{}/{}", object.place("tests"), escape(id));
        let test = test(value, Place::At(&at), object.problems);
        if found.insert(id.clone().into_owned(), test).is_some() {
            object.problems.add("json.duplicate-key", at, "the test stands twice; keep one");
        }
    }
    found
}

fn test(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> TestGiven {
    let plain = |met| TestGiven { met, by_commitment: None, evidence: None };
    let Json::Object(entries) = value else { return plain(truth_of(value, at, problems)) };
    let Some(object) = Object::of(value, at, problems) else {
        return plain(Truth::Unknown);
    };
    if entries.iter().any(|(key, _)| key == "met" || key == "evidence") {
        let inner = object.get("met").map(|value| test(value, object.place("met"), problems));
        let evidence = object.optional_text("evidence").map(str::to_owned);
        object.finish();
        return TestGiven { evidence, ..inner.unwrap_or_else(|| plain(Truth::Unknown)) };
    }
    let mut by_commitment = BTreeMap::new();
    for (word, commitment) in Commitment::WORDS {
        if object.get(word).is_some() {
            by_commitment.insert(*commitment, truth_given(&object, word));
        }
    }
    object.finish();
    TestGiven { met: Truth::Unknown, by_commitment: Some(by_commitment), evidence: None }
}

fn meeting(object: &Object<'_, '_>) -> Option<MeetingGiven> {
    let body = object.text("body").map(str::to_owned);
    let matter = object.optional_text("matter").map(str::to_owned);
    object.require("people");
    let people = object.list("people");
    if people.len() > MOST_PEOPLE {
        let message =
            format!("{} people are given, and at most {MOST_PEOPLE} are read", people.len());
        object.problems.add("request.too-many", object.place("people"), message);
        return None;
    }
    let people: Vec<_> =
        people.into_iter().map(|(at, value)| attendee(value, at, object.problems)).collect();
    let extra = object.list("extra_seats");
    let extra: Vec<_> = extra.map(|(at, value)| extra_seat(value, at, object.problems)).collect();
    let no_others = object.flag("no_others");
    let vacant = list_given(object, "vacant");
    let interests = list_given(object, "interests");
    let members = object
        .get("members")
        .and_then(|value| object.whole("members", value, 0, i64::from(MOST_MEMBERS)))
        .and_then(|number| u32::try_from(number).ok());
    let chair_allows = truth_given(object, "chair_allows");
    let delegated = truth_given(object, "delegated");
    let consulted = consulted(object);
    Some(MeetingGiven {
        body: body?,
        matter,
        people: people.into_iter().collect::<Option<Vec<_>>>()?,
        extra_seats: extra.into_iter().collect::<Option<Vec<_>>>()?,
        no_others,
        vacant,
        interests,
        members,
        chair_allows,
        delegated,
        consulted,
    })
}

/// Whether those were consulted whom some entries name.
fn consulted(object: &Object<'_, '_>) -> Vec<(String, Truth)> {
    let mut found: Vec<(String, Truth)> = Vec::new();
    let entries = match object.get("consulted") {
        None => return found,
        Some(Json::Object(entries)) => entries,
        Some(other) => {
            object.wrong("consulted", "an object", other);
            return found;
        }
    };
    for (id, value) in entries {
        let at = format!("{}/{}", object.place("consulted"), escape(id));
        let is = truth_of(value, Place::At(&at), object.problems);
        if found.iter().any(|(known, _)| known == id) {
            object.problems.add("json.duplicate-key", at, "the entry stands twice; keep one");
        } else {
            found.push((id.clone().into_owned(), is));
        }
    }
    found
}

fn attendee(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Option<AttendeeGiven> {
    let object = Object::of(value, at, problems)?;
    let id = object.text("person").map(str::to_owned);
    object.require("seats");
    let seats = object.list("seats");
    if seats.len() == 0 {
        let message = "a person sits in one seat at least; name it";
        problems.add("json.missing-key", object.place("seats"), message);
    }
    if seats.len() > MOST_PEOPLE {
        let message =
            format!("{} seats are given, and at most {MOST_PEOPLE} are read", seats.len());
        problems.add("request.too-many", object.place("seats"), message);
        return None;
    }
    let seats: Vec<_> = seats.map(|(at, value)| seat(value, at, problems)).collect();
    let present = truth_given(&object, "present");
    let agrees = truth_given(&object, "agrees");
    let tests = tests(&object);
    object.finish();
    let seats = seats.into_iter().collect::<Option<Vec<_>>>()?;
    Some(AttendeeGiven { at: at.into(), id: id?, seats, present, agrees, tests })
}

fn seat(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Option<SeatGiven> {
    if let Json::Text(id) = value {
        let seat = id.clone().into_owned();
        let (role, organisation, tests) = (SeatRole::Holder, None, TestsGiven::new());
        return Some(SeatGiven { at: at.into(), seat, role, organisation, tests });
    }
    let object = Object::of(value, at, problems)?;
    let seat = object.text("seat").map(str::to_owned);
    let role = match object.get("as") {
        None => Some(SeatRole::Holder),
        Some(_) => object.word("as", SeatRole::WORDS),
    };
    let organisation = object.optional_text("organisation").map(str::to_owned);
    let tests = tests(&object);
    object.finish();
    Some(SeatGiven { at: at.into(), seat: seat?, role: role?, organisation, tests })
}

fn extra_seat(value: &Json<'_>, at: Place<'_>, problems: &Problems) -> Option<ExtraSeat> {
    let object = Object::of(value, at, problems)?;
    let id = object.text("seat").map(str::to_owned);
    let label = object.optional_text("label").map(str::to_owned);
    let part = object.word("part", SeatPart::WORDS);
    let represents = object.optional_text("represents").map(str::to_owned);
    let kinds =
        object.get("kinds").map(|_| object.texts("kinds").into_iter().map(str::to_owned).collect());
    let office = object.optional_text("office").map(str::to_owned);
    let decides = object.get("decides").map(|_| object.flag("decides"));
    object.finish();
    let at = at.into();
    Some(ExtraSeat { at, id: id?, label, part: part?, represents, kinds, office, decides })
}
