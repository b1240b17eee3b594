//! Whom each audit and each duty binds: every kind of organisation owes one thing of each
//! programme, and every kind that is named can owe it on some day.

use super::{Inquiry, agency, of, overlap, rows, word};
use crate::pack::{AgencyType, Owed};
use crate::prove::finding::Claim;
use crate::prove::ledger::{Ledger, fixture};
use serde_json::{Value, json};

pub(super) fn prove(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    one_thing(inquiry, ledger);
    programmes(inquiry, ledger);
    let lists = inquiry.lists();
    for one in lists.obligations.iter().map(|one| &one.is) {
        let is_own = inquiry.is_own(|lists| &lists.obligations, |known| known.id == one.id);
        if !is_own {
            continue;
        }
        let named = one.types.iter();
        let days = (one.from, one.until);
        named
            .for_each(|kind| can_owe(inquiry, ledger, (&one.id, days), kind, Some(&one.programme)));
    }
    for one in lists.duties.iter().map(|one| &one.is).filter(|one| inquiry.is_own_duty(one)) {
        let days = (one.from, one.until);
        one.each.iter().for_each(|kind| can_owe(inquiry, ledger, (&one.id, days), kind, None));
        if !one.each.is_empty() && ledger.looks_at(Claim::NothingDead, &one.id, 1) {
            let mut kinds = lists.agency_types.iter().map(|kind| &kind.is);
            if kinds.all(|kind| one.each.contains(&kind.id)) {
                let words = format!("`{}` names every kind of organisation there is.", one.id);
                let code = "binds-every-kind";
                ledger.find(Claim::NothingDead, code, &[&one.id], words, Vec::new());
            }
        }
    }
}

/// On the day every kind of organisation there is owes one thing of each programme.
fn one_thing(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let (lists, day) = (inquiry.lists(), inquiry.looked.as_of);
    let is_on = |from: Option<crate::date::Day>, until: Option<crate::date::Day>| {
        from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
    };
    for programme in lists.programmes.iter().map(|one| &one.is) {
        for kind in lists.agency_types.iter().map(|one| &one.is) {
            if !is_on(kind.from, kind.until) {
                continue;
            }
            let item = format!("{} {}", programme.id, kind.id);
            if !ledger.looks_at(Claim::OneOutcome, &item, 1) {
                continue;
            }
            let owed = lists.obligations.iter().map(|one| &one.is).filter(|one| {
                one.programme == programme.id
                    && one.types.contains(&kind.id)
                    && is_on(one.from, one.until)
            });
            let ids: Vec<&str> = owed.map(|one| one.id.as_str()).collect();
            if ids.len() != 1 {
                let words =
                    format!("`{}` owes {} things of `{}`.", kind.id, ids.len(), programme.id);
                let mut items = vec![programme.id.as_str(), kind.id.as_str()];
                items.extend(ids);
                let case = owes(inquiry, kind, &programme.id);
                ledger.find(Claim::OneOutcome, "not-one-obligation", &items, words, vec![case]);
            }
        }
    }
}

/// Somebody owes each programme.
fn programmes(inquiry: &Inquiry<'_>, ledger: &mut Ledger<'_>) {
    let lists = inquiry.lists();
    for programme in lists.programmes.iter().map(|one| &one.is) {
        if !inquiry.is_own_programme(programme) {
            continue;
        }
        if !ledger.looks_at(Claim::NothingDead, &programme.id, 1) {
            continue;
        }
        if some_kind(inquiry, &programme.id).is_none() {
            let words = format!("No kind of organisation ever owes `{}`.", programme.id);
            let code = "programme-of-nobody";
            ledger.find(Claim::NothingDead, code, &[&programme.id], words, Vec::new());
        }
    }
}

/// A kind of organisation that owes a programme on some day, the firmest and then the first.
pub(super) fn some_kind<'p>(inquiry: &Inquiry<'p>, programme: &str) -> Option<&'p AgencyType> {
    let obligations = inquiry.lists().obligations.iter().map(|one| &one.is);
    let mut owed: Vec<_> = obligations
        .filter(|one| one.programme == programme && one.owed != Owed::OutOfScope)
        .collect();
    owed.sort_by_key(|one| std::cmp::Reverse(one.owed));
    let span = inquiry.span;
    let is_there = |kind: &&AgencyType| overlap(span, &[(kind.from, kind.until)]);
    // One that has no end has the whole of a cycle.
    let of_owed = |is_whole: bool| {
        owed.iter()
            .filter(|one| overlap(span, &[(one.from, one.until)]))
            .flat_map(|one| one.types.iter().filter_map(|id| inquiry.kind(id)))
            .filter(is_there)
            .find(|kind| !is_whole || (kind.from.is_none() && kind.until.is_none()))
    };
    of_owed(true).or_else(|| of_owed(false))
}

/// A kind that is named can owe what it is named for on some day.
fn can_owe(
    inquiry: &Inquiry<'_>,
    ledger: &mut Ledger<'_>,
    (id, days): (&str, (Option<crate::date::Day>, Option<crate::date::Day>)),
    kind: &str,
    programme: Option<&str>,
) {
    let item = format!("{id} {kind}");
    let Some(kind) = inquiry.kind(kind) else { return };
    if !ledger.looks_at(Claim::NothingDead, &item, 1) {
        return;
    }
    if overlap(inquiry.span, &[days, (kind.from, kind.until)]) {
        return;
    }
    let words = format!("There is no `{}` on any day on which `{id}` is in force.", kind.id);
    let case = match programme {
        Some(programme) => owes(inquiry, kind, programme),
        None => owed(inquiry, kind, id),
    };
    ledger.find(Claim::NothingDead, "kind-never-bound", &[id, &kind.id], words, vec![case]);
}

/// What one kind owes of a programme, with what the library answers.
fn owes(inquiry: &Inquiry<'_>, kind: &AgencyType, programme: &str) -> Value {
    let request = inquiry.schedule(json!({ "agencies": [agency(&kind.id)], "duties": false,
        "programmes": [programme], "steps": false }));
    let answer = inquiry.looked.answer(&request);
    let own = rows(&answer, "agencies").find(|one| word(one, "agency") == kind.id);
    let owes = own.into_iter().flat_map(|one| rows(one, "owes"));
    let by: Vec<Value> = owes
        .filter(|one| word(one, "programme") == programme)
        .map(|one| one.get("by").cloned().unwrap_or(Value::Null))
        .collect();
    let expect = json!({ "owed_by": of(&kind.id, of(programme, json!(by))) });
    let story = "An organisation of this kind is there as long as there can be one.";
    fixture(&format!("{}-of-{programme}", kind.id), story, request, expect)
}

/// What one kind owes of a duty.
fn owed(inquiry: &Inquiry<'_>, kind: &AgencyType, duty: &str) -> Value {
    let request = inquiry.schedule(json!({ "agencies": [agency(&kind.id)], "programmes": [],
        "settings": inquiry.all_set() }));
    let answer = inquiry.looked.answer(&request);
    let expect = super::due::count_of(&answer, duty);
    let story = "An organisation of this kind is there as long as there can be one.";
    fixture(&format!("{}-of-{duty}", kind.id), story, request, expect)
}
