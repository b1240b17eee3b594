//! How each kind of mutant becomes something that can be switched on.
//!
//! An operand is written once, whatever stands for the operator, so that mutants within mutants do not
//! double the text: `a && b` becomes `match (a) { l => if l != on(7) { b } else { l } }`, which is `||`
//! where 7 is on.

use crate::edit::Edit;
use crate::found::{At, Found};
use std::collections::BTreeMap;

/// One mutant of the list of `cargo mutants`.
pub struct Mutant {
    pub genre: String,
    pub start: At,
    pub end: At,
    pub replacement: String,
}

/// Why a mutant cannot be switched on.
pub type Left = (usize, &'static str);

pub struct Weaver<'t> {
    text: &'t str,
    lines: Vec<usize>,
    found: Found,
}

fn plain(text: &str) -> (String, Option<usize>) {
    (text.to_owned(), None)
}

impl<'t> Weaver<'t> {
    pub fn of(text: &'t str) -> Weaver<'t> {
        let starts = text.match_indices('\n').map(|(index, _)| index + 1);
        Weaver { text, lines: std::iter::once(0).chain(starts).collect(), found: Found::of(text) }
    }

    fn offset(&self, (line, column): At) -> usize {
        let start = self.lines[line - 1];
        let mut letters = self.text[start..].char_indices();
        letters.nth(column - 1).map_or(self.text.len(), |(index, _)| start + index)
    }

    /// The edits of these mutants, and those that cannot be switched on.
    pub fn edits(&self, mutants: &BTreeMap<usize, Mutant>) -> (Vec<Edit>, Vec<Left>) {
        let mut groups: BTreeMap<(&str, At), Vec<(usize, &Mutant)>> = BTreeMap::new();
        for (number, mutant) in mutants {
            let group = groups.entry((&mutant.genre, mutant.start)).or_default();
            group.push((*number, mutant));
        }
        let (mut edits, mut left) = (Vec::new(), Vec::new());
        for ((genre, place), group) in groups {
            let made = match genre {
                "FnValue" => self.function(place, &group),
                "BinaryOperator" => self.binary(place, &group),
                "UnaryOperator" => self.unary(place, &group),
                "MatchArm" => self.arm(place, &group),
                "MatchArmGuard" => self.guard(place, &group),
                "StructField" => self.field(place, &group),
                _ => Err("a kind that is not known"),
            };
            match made {
                Ok(made) => edits.extend(made),
                Err(why) => left.extend(group.iter().map(|(number, _)| (*number, why))),
            }
        }
        (edits, left)
    }

    /// Something that opens at `from` and closes at `until`.
    fn around(
        &self,
        (from, until): (usize, usize),
        level: i32,
        group: &[(usize, &Mutant)],
        [before, after]: [Vec<(String, Option<usize>)>; 2],
    ) -> Vec<Edit> {
        let mutants: Vec<usize> = group.iter().map(|(number, _)| *number).collect();
        let edit = |at, other, closes, pieces| Edit {
            at,
            until: at,
            other,
            closes,
            level,
            pieces,
            mutants: mutants.clone(),
        };
        vec![edit(from, until, false, before), edit(until, from, true, after)]
    }

    /// A body that begins with every value that may be given back in its place.
    fn function(&self, place: At, group: &[(usize, &Mutant)]) -> Result<Vec<Edit>, &'static str> {
        if self.found.of_const.contains(&place) {
            return Err("a const function");
        }
        let (from, until) = (self.offset(place), self.offset(group[0].1.end));
        let is_iterator =
            |(_, one): &(usize, &Mutant)| one.replacement.starts_with("::std::iter::");
        let is_iterator = group.iter().any(is_iterator);
        let (mut before, mut within) = (Vec::new(), 0);
        for (number, mutant) in group {
            let value = &mutant.replacement;
            let value = match is_iterator {
                false => value.clone(),
                true => format!(
                    "{}::mutswitch::It::A({value}){}",
                    "::mutswitch::It::B(".repeat(within),
                    ")".repeat(within)
                ),
            };
            within += 1;
            let text = format!("if ::mutswitch::on({number}) {{ return {value}; }} ");
            before.push((text, Some(*number)));
        }
        let mut after = Vec::new();
        if is_iterator {
            before.push(plain(&format!("{}{{ ", "::mutswitch::It::B(".repeat(within))));
            after.push(plain(&format!(" }}{}", ")".repeat(within))));
        }
        Ok(self.around((from, until), -9, group, [before, after]))
    }

    fn binary(&self, place: At, group: &[(usize, &Mutant)]) -> Result<Vec<Edit>, &'static str> {
        let both = self.found.binaries.get(&place).ok_or("an operator in a macro")?;
        if both.has_let {
            return Err("a condition with `let`");
        }
        let (from, until) = (self.offset(both.left), self.offset(both.end));
        let (start, end) = (self.offset(both.operator), self.offset(both.operator_end));
        let operator = &self.text[start..end];
        let compares = ["==", "!=", "<", ">", "<=", ">="].contains(&operator);
        let [open, between, close] = match operator {
            "&&" | "||" => {
                let number = group[0].0;
                let is = if operator == "&&" { "!=" } else { "==" };
                let asks = (format!("::mutswitch::on({number}) {{ "), Some(number));
                let between = vec![plain(&format!(") {{ l__ => if l__ {is} ")), asks];
                [vec![plain("(match (")], between, vec![plain(" } else { l__ } })")]]
            }
            _ => {
                let (open, between, left, right) = if compares {
                    ("(match (&(", "), &(", "*l__", "*r__")
                } else if operator.ends_with('=') {
                    ("(match (&mut (", "), (", "*l__", "r__")
                } else {
                    ("(match ((", "), (", "l__", "r__")
                };
                let other = |(number, mutant): &(usize, &Mutant)| {
                    let instead = &mutant.replacement;
                    let text = format!(
                        "if ::mutswitch::on({number}) {{ {left} {instead} {right} }} else "
                    );
                    (text, Some(*number))
                };
                let mut close = vec![plain(")) { (l__, r__) => ")];
                close.extend(group.iter().map(other));
                close.push(plain(&format!("{{ {left} {operator} {right} }} }})")));
                [vec![plain(open)], vec![plain(between)], close]
            }
        };
        let mut edits = self.around((from, until), 1, group, [open, close]);
        let mutants = group.iter().map(|(number, _)| *number).collect();
        let (level, closes) = (1, false);
        let between =
            Edit { at: start, until: end, other: until, closes, level, pieces: between, mutants };
        edits.push(between);
        Ok(edits)
    }

    fn unary(&self, place: At, group: &[(usize, &Mutant)]) -> Result<Vec<Edit>, &'static str> {
        let (operand, end) = self.found.unaries.get(&place).ok_or("an operator in a macro")?;
        let (from, number) = (self.offset(place), group[0].0);
        let operator = &self.text[from..=from];
        let after = format!(
            ") {{ e__ => if ::mutswitch::on({number}) {{ e__ }} else {{ {operator}e__ }} }})"
        );
        let pieces = [vec![plain("(match (")], vec![(after, Some(number))]];
        let mut edits = self.around((from, self.offset(*end)), 1, group, pieces);
        edits[0].until = self.offset(*operand);
        Ok(edits)
    }

    /// An arm that is gone: its guard never holds.
    fn arm(&self, place: At, group: &[(usize, &Mutant)]) -> Result<Vec<Edit>, &'static str> {
        let (pattern_end, guard) = self.found.arms.get(&place).ok_or("an arm in a macro")?;
        let number = group[0].0;
        let Some((from, until)) = guard else {
            let at = self.offset(*pattern_end);
            let pieces = vec![(format!(" if !::mutswitch::on({number})"), Some(number))];
            let mutants = vec![number];
            let (closes, level) = (true, 9);
            return Ok(vec![Edit { at, until: at, other: 0, closes, level, pieces, mutants }]);
        };
        let before = vec![(format!("!::mutswitch::on({number}) && ("), Some(number))];
        let span = (self.offset(*from), self.offset(*until));
        Ok(self.around(span, -2, group, [before, vec![plain(")")]]))
    }

    fn guard(&self, place: At, group: &[(usize, &Mutant)]) -> Result<Vec<Edit>, &'static str> {
        let mut guards = self.found.arms.values().filter_map(|(_, guard)| *guard);
        let (from, until) = guards.find(|(from, _)| *from == place).ok_or("a guard in a macro")?;
        let opened = |(number, mutant): &(usize, &Mutant)| {
            let text = match mutant.replacement.as_str() {
                "true" => format!("::mutswitch::on({number}) || ("),
                _ => format!("!::mutswitch::on({number}) && ("),
            };
            (text, Some(*number))
        };
        let before = group.iter().map(opened).collect();
        let after = vec![plain(&")".repeat(group.len()))];
        Ok(self.around((self.offset(from), self.offset(until)), -1, group, [before, after]))
    }

    /// A field that is left out: its value is that of what the rest is taken from.
    fn field(&self, place: At, group: &[(usize, &Mutant)]) -> Result<Vec<Edit>, &'static str> {
        let field = self.found.fields.get(&place).ok_or("a field in a macro")?;
        let number = group[0].0;
        let base = &self.text[self.offset(field.base.0)..self.offset(field.base.1)];
        let (of, name) = (&field.of, &field.name);
        let instead = match field.base_is_a_name {
            true => format!("({base}).{name}"),
            false => format!("{{ let d__: {of} = {base}; d__.{name} }}"),
        };
        // `Of { name, ..base }` has no colon, and no value of its own.
        let head = if place == field.value { format!("{name}: ") } else { String::new() };
        let asks = format!("if ::mutswitch::on({number}) {{ {instead} }} else {{ ");
        let before = vec![plain(&head), (asks, Some(number))];
        let span = (self.offset(field.value), self.offset(field.value_end));
        Ok(self.around(span, 0, group, [before, vec![plain(" }")]]))
    }
}
