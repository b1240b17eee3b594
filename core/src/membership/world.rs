//! What a pack says on one day, and every way in which the settings that it leaves open can be set.

use super::set::{NEEDS, PRESENCE};
use crate::citation::{Grounds, Standing};
use crate::date::Day;
use crate::decision::{ConflictTouched, EditionNamed, OpenSetting, VERSION};
use crate::error::{Error, Problem, did_you_mean, shortened};
use crate::pack::membership::{Days, Item, Matter};
use crate::pack::{
    Catalogue, Conflict, Family, Layered, MembershipLists, Setting, SettingKind, SettingValue,
};
use crate::truth::Truth;
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The membership of one pack on one day.
///
/// Obtained from [`Catalogue::membership`].
#[derive(Clone, Debug)]
pub struct MembershipRules {
    layered: Arc<Layered>,
    as_of: Day,
}

impl Catalogue {
    /// Who sits where, who may act and who decides what, on a day.
    ///
    /// # Errors
    ///
    /// `request.unknown-pack` and `request.no-edition`.
    pub fn membership(&self, pack: &str, as_of: Day) -> Result<MembershipRules, Error> {
        let layered = Arc::clone(self.layered(Family::Membership, pack, as_of)?);
        Ok(MembershipRules { layered, as_of })
    }
}

impl MembershipRules {
    pub(crate) fn scene(&self) -> Scene<'_> {
        self.scene_with(BTreeMap::new())
    }

    /// The same, with the values that settings were given.
    pub(crate) fn scene_with(&self, values: BTreeMap<String, SettingValue>) -> Scene<'_> {
        Scene {
            layered: &self.layered,
            as_of: self.as_of,
            values,
            matter: Cell::new(None),
            most: Cell::new(1),
            left: Cell::new(MOST_STEPS),
            is_spent: Cell::new(false),
            open: RefCell::default(),
            shown: RefCell::default(),
            problems: RefCell::default(),
        }
    }
}

/// How many steps an answer may take: a few seconds of a small machine. What a meeting can be is
/// mostly told in far fewer.
const MOST_STEPS: u32 = 100_000_000;

/// How many steps it counts for to look at one way of setting what is open.
const STEPS_OF_A_WAY: u32 = 100;

/// What is set and not set.
pub(crate) type Assignment<'k> = BTreeMap<&'k str, SettingValue>;

/// The setting on whose value something hangs, where it has none.
pub(crate) type NotSet<'k> = &'k str;

/// What a pack says on a day, with the values that settings were given, and what an answer has
/// shown so far.
pub(crate) struct Scene<'k> {
    pub layered: &'k Layered,
    pub as_of: Day,
    values: BTreeMap<String, SettingValue>,
    /// The matter that was asked for.
    matter: Cell<Option<&'k Matter>>,
    /// Numbers above this are as good as this.
    pub most: Cell<u32>,
    /// How many more steps may be taken before too much is open.
    left: Cell<u32>,
    is_spent: Cell<bool>,
    open: RefCell<BTreeSet<&'k str>>,
    shown: RefCell<BTreeSet<&'k str>>,
    pub problems: RefCell<Vec<Problem>>,
}

impl<'k> Scene<'k> {
    pub(crate) fn lists(&self) -> &'k MembershipLists {
        &self.layered.items.membership
    }

    /// Takes the value of a setting.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting`, `request.bad-setting`.
    pub(crate) fn set(&mut self, id: &str, value: &SettingValue) -> Result<(), Problem> {
        let settings = &self.layered.items.settings;
        let Some(setting) = settings.iter().find(|one| one.is.id == id).map(|one| &one.is) else {
            let hint = did_you_mean(id, settings.iter().map(|one| one.is.id.as_str()));
            let message = format!("setting `{}` is not declared here{hint}", shortened(id));
            return Err(Problem::new("request.unknown-setting", String::new(), message));
        };
        if setting.number(value).is_none_or(|number| number < setting.min) {
            let message = format!("setting `{id}` {}", setting.expected());
            return Err(Problem::new("request.bad-setting", String::new(), message));
        }
        self.values.insert(id.to_owned(), value.clone());
        Ok(())
    }

    /// The values that settings were given.
    pub(crate) fn values(self) -> BTreeMap<String, SettingValue> {
        self.values
    }

    pub(crate) fn setting(&self, id: &str) -> Option<&'k Setting> {
        self.layered.items.settings.iter().find(|one| one.is.id == id).map(|one| &one.is)
    }

    /// The value of a setting, where it has one.
    pub(crate) fn value(&self, id: &str) -> Option<&SettingValue> {
        self.values.get(id).or_else(|| self.setting(id).and_then(|one| one.default.as_ref()))
    }

    /// Every value that an open setting could have, as far as it can make a difference.
    fn values_of(&self, id: &str) -> Vec<SettingValue> {
        if id == NEEDS {
            return (1..8).map(SettingValue::Count).collect();
        }
        if PRESENCE.contains(&id) {
            return vec![SettingValue::Count(0), SettingValue::Count(1)];
        }
        let Some(setting) = self.setting(id) else { return Vec::new() };
        match setting.kind {
            SettingKind::Count => {
                (setting.min..=self.most.get().max(setting.min)).map(SettingValue::Count).collect()
            }
            SettingKind::Day => {
                let first = setting.not_before().unwrap_or(Day::FIRST);
                let days = [self.as_of.max(first), self.as_of.after().max(first)];
                let mut days: Vec<Day> = days.into_iter().collect();
                days.dedup();
                days.into_iter().map(SettingValue::Day).collect()
            }
            SettingKind::Event | SettingKind::Choice => {
                setting.choices.iter().map(|choice| choice.value.clone()).collect()
            }
        }
    }

    /// What something is in every way in which the open settings on which it hangs can be set.
    pub(crate) fn worlds<T>(
        &self,
        mut what: impl FnMut(&World<'_, 'k>) -> Result<T, NotSet<'k>>,
    ) -> Vec<(Assignment<'k>, T)> {
        self.worlds_from(Assignment::new(), &mut what)
    }

    /// The same, where some of them are set already.
    pub(crate) fn worlds_from<T>(
        &self,
        start: Assignment<'k>,
        mut what: impl FnMut(&World<'_, 'k>) -> Result<T, NotSet<'k>>,
    ) -> Vec<(Assignment<'k>, T)> {
        let mut found = Vec::new();
        let mut waiting = vec![start];
        while let Some(set) = waiting.pop() {
            if !self.spend(STEPS_OF_A_WAY) {
                break;
            }
            match what(&World { scene: self, set: &set }) {
                Ok(is) => found.push((set, is)),
                Err(id) => {
                    for value in self.values_of(id).into_iter().rev() {
                        let mut next = set.clone();
                        next.insert(id, value);
                        waiting.push(next);
                    }
                }
            }
        }
        found
    }

    /// Takes some steps; whether there were so many left. An answer for which there were not is
    /// refused as a whole.
    pub(crate) fn spend(&self, steps: u32) -> bool {
        match self.left.get().checked_sub(steps) {
            Some(left) => {
                self.left.set(left);
                true
            }
            None => {
                self.left.set(0);
                self.is_spent.set(true);
                false
            }
        }
    }

    pub(crate) fn is_spent(&self) -> bool {
        self.is_spent.get()
    }

    /// # Errors
    ///
    /// `request.too-open` where not every way could be looked at.
    pub(crate) fn finished(&self) -> Result<(), Error> {
        if !self.is_spent.get() {
            return Ok(());
        }
        let message = "too much is open at once to look at every way in which it could be; give \
                       some settings a value, or say more of who was there";
        Err(Error::new("request.too-open", "", message))
    }

    /// What something is in each of these ways, once each; notes the settings that matter.
    pub(crate) fn each<T: PartialEq>(
        &self,
        what: impl FnMut(&World<'_, 'k>) -> Result<T, NotSet<'k>>,
    ) -> Vec<T> {
        let worlds = self.worlds(what);
        for (id, _) in worlds.iter().flat_map(|(set, _)| set) {
            if !self.open.borrow().contains(id) && matters(&worlds, id, |a, b| a != b) {
                self.open.borrow_mut().insert(id);
            }
        }
        let mut found = Vec::new();
        for (_, is) in worlds {
            if !found.contains(&is) {
                found.push(is);
            }
        }
        found
    }

    /// Whether something is so, whatever the open settings.
    // Compiled once, not once for each thing that is asked.
    pub(crate) fn truth(
        &self,
        what: &mut dyn FnMut(&World<'_, 'k>) -> Result<bool, NotSet<'k>>,
    ) -> Truth {
        let found = self.each(what);
        Truth::from_bounds(!found.contains(&false), found.contains(&true))
    }

    pub(crate) fn in_force(&self, days: &'k Days) -> Truth {
        self.truth(&mut |world| world.in_force(days))
    }

    /// The same, where an open setting on which it hangs need not be named.
    pub(crate) fn in_force_quietly(&self, days: &'k Days) -> Truth {
        let found = self.worlds(|world| world.in_force(days));
        let (all, some) = (found.iter().all(|(_, is)| *is), found.iter().any(|(_, is)| *is));
        Truth::from_bounds(all && some, some)
    }

    /// Notes that a setting makes a difference.
    pub(crate) fn note_open(&self, id: &'k str) {
        self.open.borrow_mut().insert(id);
    }

    /// The settings that make a difference so far.
    pub(crate) fn open_so_far(&self) -> BTreeSet<&'k str> {
        self.open.borrow().clone()
    }

    /// Takes back what was noted since.
    pub(crate) fn only_open(&self, open: BTreeSet<&'k str>) {
        *self.open.borrow_mut() = open;
    }

    /// Notes the matter that was asked for.
    pub(crate) fn only_matter(&self, matter: Option<&'k Matter>) {
        self.matter.set(matter);
    }

    /// Whether a conflict touches what was shown; where a matter was asked for, something beside a
    /// step of a disagreement, and, but where it is about people, no entries of other matters alone.
    fn concerns(&self, conflict: &Conflict, shown: &BTreeSet<&str>) -> bool {
        let touches = |id: &str| conflict.touches.iter().any(|one| one == id);
        let matter = self.matter.get();
        let disputes = || self.lists().disputes.iter().map(|one| one.is.id.as_str());
        let mut seen = conflict.touches.iter().filter(|id| shown.contains(id.as_str()));
        if !seen.any(|id| matter.is_none() || disputes().all(|one| one != id)) {
            return false;
        }
        let Some(matter) = matter else { return true };
        // Who somebody is, and who answers, is so in every matter.
        if conflict.touches.iter().any(|id| shown.contains(id.as_str()) && self.is_of_people(id)) {
            return true;
        }
        let entries = self.lists().authority.iter().map(|one| &one.is);
        let mut touched = entries
            .filter(|one| touches(&one.id) || one.overrides.as_deref().is_some_and(touches))
            .peekable();
        touched.peek().is_none() || touched.any(|one| one.matter == matter.id)
    }

    /// Whether something is a seat, a capacity, or says who answers.
    fn is_of_people(&self, id: &str) -> bool {
        let lists = self.lists();
        lists.seats.iter().any(|one| one.is.id == id)
            || lists.capacities.iter().any(|one| one.is.id == id)
            || lists.accountability.iter().any(|one| one.is.id == id)
    }

    /// Notes that the answer shows an item, and gives who says it.
    pub(crate) fn show(&self, item: &'k impl Item) -> Grounds<'k> {
        let mut shown = self.shown.borrow_mut();
        shown.insert(item.id());
        shown.extend(item.overrides());
        self.grounds(item.standing())
    }

    /// Notes that the answer shows offices.
    pub(crate) fn show_offices<'o>(&self, ids: impl Iterator<Item = &'o str>) {
        ids.for_each(|id| self.show_office(id));
    }

    // Not once for every way of naming them: the code would be that much larger.
    #[inline(never)]
    fn show_office(&self, id: &str) {
        let office = self.lists().offices.iter().find(|one| one.is.id == id);
        office.map(|one| self.show(&one.is));
    }

    /// Notes that the answer shows an organisation of the pack.
    pub(crate) fn show_organisation(&self, id: &str) {
        let organisation = self.lists().organisations.iter().find(|one| one.is.id == id);
        organisation.map(|one| self.show(&one.is));
    }

    fn grounds(&self, standing: &'k Standing) -> Grounds<'k> {
        let sources = &self.layered.sources;
        standing.grounds(|id| sources.get(id).map(AsRef::as_ref))
    }

    pub(crate) fn problem(&self, code: &'static str, at: String, message: String) {
        self.problems.borrow_mut().push(Problem::new(code, at, message));
    }

    /// What every answer ends with.
    pub(crate) fn tail(&self) -> Tail<'k> {
        let (open, shown) = (self.open.borrow(), self.shown.borrow());
        let items = &self.layered.items;
        let settings = items.settings.iter().map(|one| &one.is);
        let open_settings = settings.filter(|one| open.contains(one.id.as_str()));
        let conflicts = items.conflicts.iter().map(|one| &one.is);
        let touched = conflicts
            .filter(|conflict| conflict.is_of(self.as_of) && self.concerns(conflict, &shown));
        let mut notices = Vec::new();
        for notice in self.layered.editions.iter().filter_map(|used| used.notice.as_deref()) {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
        Tail {
            problems: self.problems.borrow().clone(),
            open_settings: open_settings.map(OpenSetting::of).collect(),
            conflicts: touched
                .map(|one| ConflictTouched {
                    conflict: &one.id,
                    about: &one.about,
                    says: &one.says,
                })
                .collect(),
            notices,
            editions: self
                .layered
                .editions
                .iter()
                .map(|used| EditionNamed {
                    pack: &used.pack,
                    family: used.family,
                    from: used.from,
                    until: used.until,
                    digest: &used.digest,
                    illustrative: used.illustrative,
                })
                .collect(),
            version: VERSION,
        }
    }
}

/// Whether two ways that differ in this setting alone give what is different.
pub(crate) fn matters<T>(
    worlds: &[(Assignment<'_>, T)],
    id: &str,
    mut differ: impl FnMut(&T, &T) -> bool,
) -> bool {
    let of_setting: Vec<_> = worlds.iter().filter(|(set, _)| set.contains_key(id)).collect();
    of_setting.iter().enumerate().any(|(index, (first, a))| {
        of_setting.iter().skip(index).any(|(second, b)| {
            let alone = first.iter().all(|(key, value)| match second.get(key) {
                Some(other) => (other == value) != (*key == id),
                None => true,
            });
            alone && differ(a, b)
        })
    })
}

/// One way in which the open settings can be set.
pub(crate) struct World<'s, 'k> {
    pub scene: &'s Scene<'k>,
    pub(super) set: &'s Assignment<'k>,
}

/// What every answer ends with.
#[derive(Debug, Serialize)]
pub struct Tail<'k> {
    /// What of the request could not be used as it was given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// The settings that have no value and could change the answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open_settings: Vec<OpenSetting<'k>>,
    /// Where the documents disagree on something that the answer shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<ConflictTouched<'k>>,
    /// What a reader of any answer from these editions has to know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<&'k str>,
    /// The editions that were used.
    pub editions: Vec<EditionNamed<'k>>,
    /// The version of the library.
    pub version: &'static str,
}
